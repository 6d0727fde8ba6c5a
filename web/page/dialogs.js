// What takes the question's place for a while: forms, menus, the search, the help.

/** Opens a dialog. The element in `content` with `data-first`, if there is one, gets the focus. */
function openDialog(title, content) {
  const dialog = byId("dialog");
  const opener = document.activeElement?.dataset?.key;
  let isLeaving = false;
  dialog.replaceChildren(
    el(
      "div",
      { class: "sheet" },
      el("div", { class: "sheet-head" }, el("h2", { id: "dialog-title" }, title), button("Close", () => leave(), { class: "link", "aria-label": "Close this dialog" })),
      content,
      el("p", { class: "remark", role: "alert" }),
    ),
  );
  dialog.setAttribute("aria-labelledby", "dialog-title");
  // What was typed is discarded only on the second attempt.
  const leave = () => {
    const changed = [...dialog.querySelectorAll("[data-before]")].some((it) => it.value.trim() !== it.dataset.before.trim());
    if (changed && !isLeaving) {
      isLeaving = true;
      remark("Not saved yet. Close it again to discard what you wrote.");
      return;
    }
    closeDialog();
  };
  dialog.oncancel = (event) => {
    event.preventDefault();
    leave();
  };
  dialog.onclose = () => {
    if (dialog.open) return;
    dialog.replaceChildren();
    const hasFocus = document.activeElement !== document.body;
    (document.querySelector(`[data-key="${CSS.escape(opener ?? "")}"]`) ?? (hasFocus ? null : byId("title")))?.focus();
  };
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[data-first]")?.focus();
}

function closeDialog() {
  const dialog = byId("dialog");
  if (!dialog.open) return;
  dialog.close();
  // The element that had the focus before may be gone. The focus would then stay in the closed dialog until the next
  // frame, and the next key would go there.
  if (dialog.contains(document.activeElement)) document.activeElement.blur();
}

function remark(text) {
  const place = byId("dialog").querySelector(".remark");
  if (place) place.textContent = text;
}

/** A form with these fields of the answer. Saves what was changed, as one change. */
function openFields(title, words, { first = words[0], movesOn = false, typed = null } = {}) {
  const fields = words.map((word) => state.view.fields.find((field) => field.word === word));
  const inputs = fields.map((field) => {
    const id = `field-${field.word}`;
    const attributes = { id, "data-before": field.text, "aria-describedby": `${id}-hint`, "data-first": field.word === first, spellcheck: field.lines ? "true" : "false" };
    const input = field.lines ? el("textarea", { ...attributes, rows: 3 }) : el("input", { ...attributes, type: "text", autocomplete: "off" });
    input.value = typed !== null && field.word === first ? [field.text, typed].filter(Boolean).join("\n") : field.text;
    return el("div", { class: "field" }, el("label", { for: id }, field.name), input, el("p", { id: `${id}-hint`, class: "hint" }, field.hint));
  });
  const submit = async () => {
    const changes = fields
      .map((field) => ({ field, text: byId(`field-${field.word}`).value }))
      .filter(({ field, text }) => text.trim() !== field.text.trim())
      .map(({ field, text }) => ({ write: [field.word, text] }));
    if (changes.length === 0) {
      closeDialog();
      if (movesOn) await act("next");
      return;
    }
    await act(changes.length === 1 ? changes[0] : { together: changes }, movesOn);
    const refused = state.view.notices.filter((notice) => notice.kind === "refused");
    if (refused.length > 0) remark(refused.map((notice) => notice.text).join(" "));
    else closeDialog();
  };
  openDialog(
    title,
    el(
      "form",
      {
        onsubmit: (event) => { event.preventDefault(); submit(); },
        onkeydown: (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); submit(); } },
      },
      inputs,
      el("div", { class: "row" }, el("button", { type: "submit", class: "main" }, "Save"), el("span", { class: "hint" }, "Ctrl+Enter saves, Esc leaves.")),
    ),
  );
}

function openDetails(first, options = {}) {
  openFields(state.view.title, ["evidence", "note"], { first, ...options });
}

/** A form with one field of the answer. */
function openField(word) {
  openFields(fieldName(word), [word]);
}

function fieldName(word) {
  return state.view.fields.find((field) => field.word === word).name;
}

function openPlan() {
  openFields("The plan", state.view.fields.filter((field) => field.plan).map((field) => field.word));
}

/** Several things to choose from, each with what it means. */
function menu(items) {
  return el(
    "ul",
    { class: "menu" },
    items.map((item, at) =>
      el(
        "li",
        {},
        el(
          "button",
          { type: "button", "aria-current": item.chosen ? "true" : null, "data-first": item.chosen || at === 0, onclick: item.task },
          item.sign ?? null,
          el("strong", {}, item.label),
          item.meaning ? el("span", { class: "quiet" }, item.meaning) : null,
        ),
      ),
    ),
  );
}

/** The task of a button in a dialog: closes the dialog and does the action. */
function closeAndAct(action, movesOn = false) {
  return () => {
    closeDialog();
    return act(action, movesOn);
  };
}

function openIntent() {
  openDialog(vocabulary.wording.intent, menu(vocabulary.intents.map((it) => ({ label: it.id, meaning: it.meaning, task: closeAndAct({ intent: it.id }) }))));
}

function openRulings() {
  const rulings = state.view.rulings.map((it) => ({ label: it.state, meaning: `${it.case} ${it.because} (${it.origin})`, sign: shape(it.status), task: closeAndAct({ ruling: it.id }, true) }));
  openDialog(vocabulary.wording.rulings, menu(rulings));
}

function openMore() {
  const fields = state.view.fields.filter((field) => !field.plan);
  const items = fields.map((field) => ({ label: field.name, meaning: field.text || field.hint, task: () => openField(field.word) }));
  openDialog(
    vocabulary.wording.answer,
    menu([
      { label: vocabulary.wording.stillTrue, task: closeAndAct("still-true") },
      ...items,
      { label: vocabulary.wording.clear, task: closeAndAct("clear") },
    ]),
  );
}

function openFilter() {
  const { only, asked } = state.view;
  const states = vocabulary.filters.map((it) => ({ label: it.id, meaning: it.meaning, chosen: it.id === only, task: closeAndAct({ only: it.id }) }));
  const tracks = [{ id: null, name: vocabulary.wording.everyTrack }, ...vocabulary.tracks].map((it) => ({
    label: it.name,
    chosen: it.id === null ? asked.length === 0 : asked.includes(it.id),
    task: closeAndAct({ tracks: it.id === null ? [] : [it.id] }),
  }));
  openDialog(vocabulary.wording.filter, menu([...states, ...tracks]));
}

/** The facts about the registry, the tracks that are left out, and the targets, all of which can be changed here. */
function openOverview() {
  const { overview, outlook, targets, leftOut } = state.view;
  const rows = overview.map(({ about, name, value }) => {
    const content = [el("strong", {}, name), el("span", { class: "quiet" }, parts(value))];
    // Each track's target is set below.
    if (about === "targets") return null;
    if (about === "assessed-on") return el("li", {}, el("p", {}, content));
    return el("li", {}, el("button", { type: "button", onclick: closeAndAct({ jump: about }) }, content));
  });
  const also = leftOut.flatMap((track) => [
    el("li", {}, el("button", { type: "button", onclick: closeAndAct({ "also-assess": track.id }) }, el("strong", {}, track.also), el("span", { class: "quiet" }, track.reason ?? "The taxonomy leaves it out."))),
    track.reason === null ? null : el("li", {}, el("button", { type: "button", onclick: closeAndAct({ "leave-out": track.id }) }, el("strong", {}, track.leaveOut))),
  ]);
  const levels = targets.map((target) => {
    const id = `target-${target.id}`;
    const options = vocabulary.targets.map(({ level, words }) => el("option", { value: level ?? "", selected: level === target.level }, words));
    const select = el("select", { id, onchange: () => act({ target: [target.id, select.value === "" ? null : Number(select.value)] }) }, options);
    return el("div", { class: "field inline" }, el("label", { for: id }, target.label), select);
  });
  openDialog(vocabulary.wording.overview, el("div", {}, outlook.length > 0 ? el("ul", { class: "points" }, outlook.map((line) => el("li", {}, line))) : null, el("ul", { class: "menu" }, rows, also), levels));
}

/** Finds questions by words, and goes to any track or capability. */
function openFind() {
  const results = el("ul", { class: "menu found" });
  const count = el("p", { class: "hint", role: "status" });
  const search = () => {
    const { found } = program.ask({ do: "list", words: input.value });
    count.textContent = input.value.trim() === "" ? "" : `${found.length} found`;
    results.replaceChildren(
      ...found.map((it) => el("li", { class: it.track ? "of-track" : "" }, el("button", { type: "button", onclick: closeAndAct({ jump: it.id }) }, el("strong", {}, it.title), el("code", {}, it.id)))),
    );
  };
  const input = el("input", {
    id: "find",
    type: "search",
    autocomplete: "off",
    "data-first": true,
    oninput: search,
    onkeydown: (event) => {
      if (event.key === "Enter") {
        // Otherwise it would press the button that has the focus once the dialog is closed.
        event.preventDefault();
        results.querySelector("button")?.click();
      }
      if (event.key === "ArrowDown") results.querySelector("button")?.focus();
    },
  });
  results.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = event.target.closest("li")?.[step]?.querySelector("button");
    (next ?? (step === "previousElementSibling" ? input : null))?.focus();
  });
  search();
  openDialog("Find a question", el("div", {}, el("label", { for: "find" }, "Words, a track, a capability or a clause"), input, count, results));
}

function openHelp() {
  const { statuses, otherAnswers } = vocabulary;
  const plain = statuses.filter((status) => !status.needsReason);
  const typed = plain.map((status) => status.key).join(" ");
  const answers = [
    [typed, `answer ${new Intl.ListFormat("en-GB", { type: "disjunction" }).format(plain.map((status) => status.words))}`],
    ...statuses.filter((status) => status.needsReason).map((status) => [status.key, `it ${status.words}; asks for the reason`]),
    [typed.toUpperCase(), "answer, and open evidence and note"],
    [`${otherAnswers.provided}, ${otherAnswers.stillTrue}`, "provided by the identity provider, still true; only where this is offered"],
  ];
  const keys = vocabulary.keys.map((it) => [it.name, it.meaning]);
  const list = [...answers, ...keys].map(([name, meaning]) => el("div", {}, el("dt", {}, el("kbd", {}, name)), el("dd", {}, meaning)));
  const box = el("input", { type: "checkbox", id: "single-keys", onchange: () => (state.singleKeys = box.checked) });
  box.checked = state.singleKeys;
  openDialog(
    "Keyboard shortcuts",
    el(
      "div",
      {},
      el("p", { class: "field inline" }, box, el("label", { for: "single-keys" }, "Use single-key shortcuts, except while you are writing")),
      el("dl", { class: "keys" }, list),
      el("h3", {}, "Rules for every answer"),
      el("dl", { class: "facts" }, vocabulary.rules.map((rule) => el("div", {}, el("dt", {}, rule.title), el("dd", {}, rule.text)))),
    ),
  );
}
