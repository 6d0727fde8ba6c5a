// The page as a whole: what is open, what is done with it, keys, and what is pasted or dropped.

const state = {
  screen: "start",
  /** The number of profiles that have been opened. */
  visit: 0,
  /** The profile as it is kept. */
  record: null,
  /** What the program shows. */
  view: null,
  /** The file that was opened, where the browser lets pages write files. */
  handle: null,
  subject: "report",
  disclosure: "usual",
  reportOpen: false,
  unfolded: false,
  singleKeys: true,
};
let vocabulary = null;
let queue = Promise.resolve();

/** What is kept of a profile. */
function recordOf(view, { id, file, opened, saved, text }) {
  const { answered, all } = view.progress;
  const record = { file, opened, saved, text, registry: view.registry || file, question: view.question, answered, all, changed: new Date().toISOString() };
  return id === undefined ? record : { ...record, id };
}

/** Shows a profile that was just opened. */
function enter(answer, record, handle = null) {
  state.screen = "work";
  state.visit += 1;
  state.record = record;
  state.view = answer.view;
  state.handle = handle;
  state.reportOpen = matchMedia("(min-width: 100rem)").matches;
  state.subject = "report";
  show();
  byId("title")?.focus();
}

/** Runs tasks one at a time, however fast they arrive: the program has one profile open. */
function inTurn(task) {
  const done = queue.then(task);
  queue = done.catch(() => {});
  return done;
}

/** Does something at the question on the screen; nothing if another profile has been opened meanwhile. */
function act(action, movesOn = false) {
  const { visit } = state;
  return inTurn(() => visit === state.visit && carryOut(action, movesOn));
}

/** Carries out an action, stores the result, and only then shows it. */
async function carryOut(action, movesOn) {
  const { record } = state;
  if (state.screen !== "work") return;
  let answer;
  try {
    state.record = await shelf.change(record.id, (present) => {
      const current = present ?? record;
      answer = program.ask({ do: "act", action, moves_on: movesOn }, current.text);
      if (answer.failure) throw new Error(answer.failure);
      return recordOf(answer.view, { ...current, text: answer.text });
    });
  } catch (error) {
    answer = await recover(error);
  }
  const before = state.view;
  state.view = answer.view;
  show();
  follow(before);
}

/** What to show when something could not be kept, or the program itself failed. */
async function recover(error) {
  if (error instanceof WebAssembly.RuntimeError) {
    await program.start();
    const { file, question, text, opened } = state.record;
    const answer = program.ask({ do: "open", name: file, as_of: today(), at: question }, text, opened);
    answer.view.notices = [{ kind: "refused", text: "The program failed, so nothing was changed. All earlier answers are kept." }];
    return answer;
  }
  return program.ask({ do: "revert", why: error.message || error.name });
}

/** Draws everything that shows a profile. */
function show() {
  const active = document.activeElement?.dataset?.key;
  showBar();
  showLevels(state.view);
  showQuestion(state.view);
  showReport();
  say(state.view.notices);
  document.title = `${state.view.title}, ${state.view.registry || "a new registry"}`;
  if (active && !byId("dialog").open) document.querySelector(`#desk [data-key="${CSS.escape(active)}"], #bar [data-key="${CSS.escape(active)}"]`)?.focus();
}

/** Moves the focus to where the conversation continues. */
function follow(before) {
  const { view } = state;
  if (byId("dialog").open) return;
  if (view.prompt) {
    byId("reason")?.focus();
  } else if (byId("fact") && before.question !== view.question) {
    byId("fact").focus();
    byId("main").scrollTop = 0;
  } else if (before.question !== view.question || document.activeElement === document.body) {
    byId("title").focus({ preventScroll: true });
    byId("main").scrollTop = 0;
    document.documentElement.scrollTop = 0;
  }
}

/** Shows the outcome of the last action; screen readers announce it. */
function say(notices) {
  byId("said").replaceChildren(...notices.map((notice) => el("p", { class: notice.kind }, notice.text)));
}

function showBar() {
  const isWork = state.screen === "work";
  const unsaved = isWork && state.record.text !== state.record.saved;
  const tool = (label, task, name, attributes = {}) => button(label, task, { "data-key": `bar-${name}`, ...attributes });
  byId("bar").replaceChildren(
    el(
      "div",
      { class: "brand" },
      isWork ? button([logo(), el("span", { class: "unseen" }, "Back to the first screen")], showStart, { class: "home", "data-key": "home" }) : logo(),
      el("div", {}, el("strong", {}, isWork ? state.view.registry || "A new registry" : "Registry maturity"), isWork ? el("span", { class: "quiet" }, state.record.file) : null),
    ),
    isWork
      ? el(
          "div",
          { class: "tools", role: "group", "aria-label": "Tools" },
          tool(["Find", key("/")], openFind, "find"),
          tool(["Filter", key("f")], openFilter, "filter"),
          tool(["Overview", key("o")], openOverview, "overview"),
          tool(["Undo", key("z")], () => act("undo"), "undo"),
          tool(["Redo", key("Z")], () => act("redo"), "redo"),
          tool(["Shortcuts", key("?")], openHelp, "help"),
          tool("Report", () => (state.reportOpen ? closeReport() : openReport(state.subject)), "report", { "aria-pressed": String(state.reportOpen) }),
          tool(unsaved ? "Save the file" : "Saved", save, "save", { class: unsaved ? "save main" : "save" }),
        )
      : "",
  );
}

function logo() {
  return svg("svg", { class: "logo", viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: "M1 11h4v4H1zm5-4h4v8H6zm5-5h4v13h-4z" }));
}

function showFoot() {
  const keeps = shelf.keeps
    ? "Answers are kept only in this browser, until you delete them."
    : el("strong", {}, "This browser cannot store anything for this page, so save the file often.");
  byId("foot").replaceChildren(
    el("p", {}, el("strong", {}, "Nothing leaves this page: "), "the policy in the fifth line of its source, ", el("code", {}, "default-src 'none'"), ", forbids every connection. ", keeps, ` ${vocabulary.program}.`),
  );
}

/** Saves the profile: to the file itself if the browser allows it, otherwise as a download. */
async function save() {
  await queue;
  const { record } = state;
  if (!(await writeFile(record))) return;
  state.record = await shelf.change(record.id, (present) => ({ ...(present ?? record), saved: record.text }));
  showBar();
  say([{ kind: "saved", text: `Saved: ${record.file}.` }]);
}

async function writeFile(record) {
  if (!state.handle && globalThis.showSaveFilePicker) {
    try {
      state.handle = await showSaveFilePicker({ suggestedName: record.file, types: [{ description: "Profile", accept: { "application/yaml": [".yaml", ".yml"] } }] });
    } catch (error) {
      if (error.name === "AbortError") return false;
    }
  } else if (state.handle && !(await mayReplace(record))) {
    return false;
  }
  if (!state.handle) {
    offerFile(record.file, record.text, "application/yaml");
    return true;
  }
  try {
    const stream = await state.handle.createWritable();
    await stream.write(record.text);
    await stream.close();
    return true;
  } catch (error) {
    say([{ kind: "refused", text: `${record.file} can’t be written: ${error.message} It was downloaded instead.` }]);
    offerFile(record.file, record.text, "application/yaml");
    return true;
  }
}

/** Whether the file is as it was when it was opened or saved last; if not, asks. */
async function mayReplace(record) {
  const onDisk = await state.handle.getFile().then((file) => file.text(), () => record.saved);
  if (onDisk === record.saved || onDisk === record.text) return true;
  return new Promise((resolve) => {
    const decide = (answer) => () => {
      resolve(answer);
      closeDialog();
    };
    openDialog(
      "The file was changed elsewhere",
      el(
        "div",
        {},
        el("p", {}, `${record.file} has changed since it was last opened or saved here. Replacing it discards those changes.`),
        el("div", { class: "row" }, button("Leave the file as it is", decide(false), { class: "main", "data-first": true }), button("Replace it", decide(true))),
      ),
    );
    byId("dialog").addEventListener("close", () => resolve(false), { once: true });
  });
}

/** What each key does, by its task in the program's list of keys. */
const TASKS = {
  next: () => act("next"),
  back: () => act("back"),
  help: openHelp,
  quit: () => showStart(),
  evidence: () => withFields(() => openDetails("evidence")),
  note: () => withFields(() => openDetails("note")),
  by: () => withFields(() => openField("by")),
  rulings: () => (state.view.rulings.length > 0 ? openRulings() : say([{ kind: "refused", text: vocabulary.wording.noRulings }])),
  intent: () => withFields(openIntent),
  plan: () => withFields(openPlan),
  more: () => withFields(openMore),
  find: openFind,
  undo: () => act("undo"),
  redo: () => act("redo"),
  explain: () => openReport(state.view.id ? "capability" : "catalogue"),
  filter: openFilter,
  "by-clause": toggleClauses,
  scorecard: () => openReport("report"),
  overview: openOverview,
};

function withFields(task) {
  if (state.view.fields.length > 0) return task();
  return say([{ kind: "refused", text: vocabulary.wording.notAvailable }]);
}

const NAMED = { Enter: "\n", ArrowRight: "\n", ArrowLeft: "\b", Backspace: "\b" };

addEventListener("keydown", (event) => {
  if (state.screen !== "work" || byId("dialog").open || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  if (target.closest("input, textarea, select")) return;
  const isControl = target.closest("button, a, summary, [tabindex='0']") !== null;
  if (isControl && event.key === "Enter") return;
  if (!state.singleKeys && event.key.length === 1) return;
  const typed = NAMED[event.key] ?? event.key;
  const { choices } = state.view;
  const choice = choices.find((it) => it.key === typed);
  const withDetails = choices.find((it) => it.status && it.key.toUpperCase() === typed);
  const binding = vocabulary.keys.find((it) => it.key === typed);
  if (state.view.prompt && !choice) return;
  if (choice) {
    event.preventDefault();
    choose(choice);
  } else if (withDetails) {
    event.preventDefault();
    chooseWithDetails(withDetails);
  } else if (binding) {
    event.preventDefault();
    TASKS[binding.task]();
  }
});

async function chooseWithDetails(choice) {
  if (vocabulary.statuses.find((status) => status.id === choice.status).needsReason) return choose(choice);
  await act({ choose: choice.word });
  if (!state.view.notices.some((notice) => notice.kind === "refused")) openDetails("evidence", { movesOn: true });
  return undefined;
}

// Addresses that are pasted at a question become evidence at once; any other text goes into the note. On the first
// screen, a text is a profile.
addEventListener("paste", (event) => {
  if (event.target.closest?.("input, textarea") || byId("dialog").open) return;
  const text = event.clipboardData.getData("text/plain");
  const [file] = event.clipboardData.files;
  if (state.screen !== "work") {
    if (file) openBlob(file);
    else if (text.includes(":")) openText("registry-maturity.yaml", new TextEncoder().encode(text));
    return;
  }
  if (text.trim() === "" || state.view.fields.length === 0) return;
  const pasted = program.ask({ do: "pasted" }, text);
  if (pasted.addresses) act({ "add-evidence": pasted.addresses });
  else openDetails("note", { typed: pasted.text.trim() });
});

addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
addEventListener("drop", async (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const [item] = event.dataTransfer.items;
  const [file] = event.dataTransfer.files;
  const getting = item?.getAsFileSystemHandle?.();
  const handle = await Promise.resolve(getting).catch(() => null);
  if (file) await openBlob(file, handle?.kind === "file" ? handle : null);
});

async function main() {
  try {
    await Promise.all([program.load(), shelf.open()]);
  } catch (error) {
    byId("loading").textContent = `This browser can’t run the program (${error.message}). Any browser released since mid-2023 can.`;
    return;
  }
  vocabulary = program.ask({ do: "vocabulary" });
  showFoot();
  await showStart();
}

main();
