// The first screen: start, open, or continue with what this browser keeps. Also the screen for correcting a profile.

/** Leaves the open profile for another screen. */
function leaveWork(screen) {
  Object.assign(state, { screen, record: null, view: null, handle: null, reportOpen: false });
  byId("levels").hidden = true;
  document.title = "Registry maturity";
  say([]);
  showBar();
  showReport();
}

async function showStart() {
  leaveWork("start");
  const records = await shelf.all();
  byId("content").replaceChildren(
    el(
      "article",
      { class: "start" },
      el("h1", { tabindex: -1, id: "title" }, "How mature is the security of your package registry?"),
      el("p", { class: "lead" }, `A self-assessment against the OpenSSF’s ${vocabulary.edition}. About an hour; stop whenever you like and continue later.`),
      records.length > 0 ? kept(records) : null,
      el("div", { class: "ways" }, begin(), openFile()),
      el("p", { class: "promise" }, el("strong", {}, "Nothing leaves this page. "), "It is the whole program in one file, and its policy forbids every connection. Answers are kept in this browser until you delete them."),
    ),
  );
  byId("title").focus();
}

function begin() {
  const input = el("input", { id: "new-name", type: "text", autocomplete: "off" });
  return el(
    "form",
    { class: "way", onsubmit: (event) => { event.preventDefault(); startNew(input.value); } },
    el("h2", {}, "Start"),
    el("label", { for: "new-name" }, vocabulary.wording.asksForName),
    input,
    el("div", {}, el("button", { type: "submit", class: "main", "data-key": "begin" }, "Start a new assessment")),
  );
}

function openFile() {
  const input = el("input", { id: "file", type: "file", accept: ".yaml,.yml", class: "unseen", onchange: () => input.files[0] && openBlob(input.files[0]) });
  const label = el("label", { for: "file", class: "as-button" }, "Open a profile…");
  return el(
    "section",
    { class: "way" },
    el("h2", {}, "Open"),
    el("p", {}, "An existing profile, such as ", el("code", {}, "registry-maturity.yaml"), ". You can also drop the file anywhere on this page."),
    globalThis.showOpenFilePicker
      ? button("Open a profile…", pick, { class: "main", "data-key": "open" })
      : [input, label],
    globalThis.showOpenFilePicker ? [input] : null,
    paste(),
  );
}

function paste() {
  const area = el("textarea", { id: "pasted", rows: 4, spellcheck: "false" });
  const open = (event) => {
    event.preventDefault();
    openText("registry-maturity.yaml", new TextEncoder().encode(area.value));
  };
  return el(
    "details",
    {},
    el("summary", {}, "Paste text instead"),
    el("form", { class: "pasting", onsubmit: open }, el("label", { for: "pasted" }, "The text of a profile"), area, el("div", {}, el("button", { type: "submit", "data-key": "open-pasted" }, "Open this text"))),
  );
}

/** What this browser keeps, with buttons to continue and to delete. */
function kept(records) {
  return el(
    "section",
    { class: "kept", "aria-labelledby": "kept-title" },
    el("h2", { id: "kept-title" }, "Continue"),
    el(
      "ul",
      {},
      records.map((record) =>
        el(
          "li",
          {},
          el(
            "button",
            { type: "button", class: "go-on", "data-key": `go-on-${record.id}`, onclick: () => inTurn(() => restore(record)) },
            el("strong", {}, record.registry),
            el("span", { class: "quiet" }, `${record.file}, ${record.answered} of ${record.all} answered, ${record.text === record.saved ? "as in the file" : "with answers not yet in a file"}, ${record.changed.slice(0, 16).replace("T", " ")} UTC`),
          ),
          button("Delete", async () => { await shelf.remove(record.id); showStart(); }, { "aria-label": `Delete ${record.registry} from this browser`, "data-key": `delete-${record.id}` }),
        ),
      ),
    ),
    el("p", { class: "quiet" }, shelf.keeps ? "This is everything that the page has stored in this browser. " : "", button("Delete everything", openDeleteAll, { class: "link danger", "data-key": "delete-all" })),
  );
}

function openDeleteAll() {
  openDialog(
    "Delete everything that this page has stored?",
    el(
      "div",
      {},
      el("p", {}, "Files that you have saved stay where they are. Answers that are not in a file are lost."),
      el("div", { class: "row" }, button("Delete everything", async () => { closeDialog(); await shelf.clear(); showStart(); }, { class: "main", "data-key": "really-delete" }), button("Keep it", closeDialog, { "data-first": true })),
    ),
  );
}

async function startNew(name) {
  if (name.trim() === "") {
    say([{ kind: "refused", text: vocabulary.wording.nameNeeded }]);
    byId("new-name").focus();
    return;
  }
  await inTurn(() => enter(askToOpen("registry-maturity.yaml", ""), { file: "registry-maturity.yaml", opened: "", saved: "", text: "" }));
  await act({ name });
}

async function pick() {
  try {
    const [handle] = await showOpenFilePicker({ types: [{ description: "Profiles", accept: { "application/yaml": [".yaml", ".yml"] } }] });
    await openBlob(await handle.getFile(), handle);
  } catch (error) {
    if (error.name === "AbortError") return;
    byId("file").click();
  }
}

async function openBlob(file, handle = null) {
  await openText(file.name, new Uint8Array(await file.arrayBuffer()), handle);
}

/** Opens a profile. If this browser has answers for the same file that are not in it, asks which to open. */
function openText(name, bytes, handle = null) {
  return inTurn(async () => {
    const answer = askToOpen(name, bytes);
    if (answer.problems) return showProblems(answer);
    if (answer.failure) return say([{ kind: "refused", text: answer.failure }]);
    const text = answer.text;
    const earlier = (await shelf.all()).find((record) => record.file === name && record.saved === text);
    if (earlier && earlier.text !== text) return openEarlier(earlier, { name, text, handle });
    if (earlier) return restore(earlier, handle);
    return openAsNew(answer, { name, text, handle });
  });
}

function askToOpen(name, text) {
  return program.ask({ do: "open", name, as_of: today(), at: null }, text);
}

async function openAsNew(answer, { name, text, handle }) {
  const record = await shelf.change(undefined, () => recordOf(answer.view, { file: name, opened: text, saved: text, text }));
  enter(answer, record, handle);
}

function openEarlier(record, opened) {
  // Until something is chosen, the program goes on with the profile on the screen.
  if (state.screen === "work") restore(state.record, state.handle);
  const choice = (task) => () => {
    closeDialog();
    inTurn(task);
  };
  openDialog(
    "There are answers that are not in this file",
    el(
      "div",
      {},
      el("p", {}, `This browser has answers for ${record.file}, last changed ${record.changed.slice(0, 16).replace("T", " ")} UTC, that were not saved to the file.`),
      el(
        "div",
        { class: "row" },
        button("Continue with them", choice(() => restore(record, opened.handle)), { class: "main", "data-first": true }),
        button("Open the file as it is", choice(() => openAsNew(askToOpen(opened.name, opened.text), opened))),
      ),
    ),
  );
}

function restore(record, handle = null) {
  const answer = program.ask({ do: "open", name: record.file, as_of: today(), at: record.question }, record.text, record.opened);
  if (answer.problems) return showProblems(answer);
  return enter(answer, record, handle);
}

/** Shows a text that is not a valid profile: each problem with its line, and the text, ready to be corrected. */
function showProblems({ name, text, problems }) {
  leaveWork("problems");
  const area = el("textarea", { id: "wrong", rows: 18, spellcheck: "false", class: "code", value: text });
  const goTo = (line) => {
    const lines = area.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    area.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(area).lineHeight));
  };
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  byId("content").replaceChildren(
    el(
      "article",
      { class: "problems" },
      el("h1", { tabindex: -1, id: "title" }, `${name} is not a valid profile yet`),
      el("p", {}, `${count}. Correct the text below, or the file, and open it again.`),
      el(
        "ol",
        {},
        problems.map((it) => el("li", {}, el("pre", { tabindex: 0 }, it.excerpt.trimEnd()), button(`Go to line ${it.line}`, () => goTo(it.line), { class: "link" }))),
      ),
      el("label", { for: "wrong" }, "The text"),
      area,
      el("div", { class: "row" }, button("Open this text", () => openText(name, new TextEncoder().encode(area.value)), { class: "main", "data-key": "open-corrected" }), button("Cancel", showStart)),
    ),
  );
  byId("title").focus();
}
