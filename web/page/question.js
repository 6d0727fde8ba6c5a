// One question at a time: what is asked, what counts as met, the choices, and the answer so far.

function showQuestion(view) {
  const isEnd = view.question === "end";
  byId("content").replaceChildren(
    el(
      "article",
      { class: "question" },
      el("p", { class: "place" }, view.place, view.only === "all" && view.asked.length === 0 ? null : narrowed(view)),
      el(
        "h1",
        { tabindex: -1, id: "title" },
        view.title,
        view.id ? [" ", el("code", { class: "id" }, view.id)] : null,
      ),
      view.clauses.length > 0 ? clauses(view) : null,
      el("p", { class: "ask" }, view.ask),
      view.prompt ? promptForm(view.prompt) : answers(view),
      view.guidance.length > 0 ? facts(view.guidance, "guidance") : null,
      isEnd || view.answer.length === 0 || view.fact !== null ? null : el("h2", {}, "Your answer"),
      view.answer.length > 0 && view.fact === null ? facts(view.answer, "facts said") : null,
      view.fields.length > 0 && !view.prompt ? more(view) : null,
      view.background.length > 0
        ? el(
            "details",
            { id: "background", open: state.unfolded, ontoggle: (event) => (state.unfolded = event.target.open) },
            el("summary", {}, "Why it matters, and how others did it"),
            facts(view.background, "background"),
          )
        : null,
      isEnd ? ending(view) : null,
    ),
    el(
      "nav",
      { class: "steps-between", "aria-label": "Questions" },
      button(["← Back", key("←")], () => act("back"), { "data-key": "back" }),
      isEnd ? el("span") : button(["Next →", key("Enter")], () => act("next"), { "data-key": "next", class: "main" }),
    ),
  );
}

/** Says that only some questions are asked, and offers to ask everything. */
function narrowed(view) {
  const tracks = view.asked.map((id) => vocabulary.tracks.find((track) => track.id === id)?.name ?? id);
  const what = [view.only === "all" ? null : view.only, ...tracks].filter(Boolean).join(", ");
  return el("span", { class: "narrowed" }, ` Only: ${what}. `, button("Ask everything", askEverything, { class: "link", "data-key": "everything" }));
}

async function askEverything() {
  await act({ only: "all" });
  await act({ tracks: [] });
}

function clauses(view) {
  return el(
    "ol",
    { class: "clauses", "aria-label": "Clauses" },
    view.clauses.map((clause) =>
      el(
        "li",
        {},
        el(
          "button",
          {
            type: "button",
            "data-key": `clause-${clause.id}`,
            "aria-current": clause.current ? "true" : null,
            onclick: () => act({ jump: `${view.id}/${clause.id}` }),
          },
          shape(clause.status ?? "unknown"),
          el("span", {}, clause.title, clause.required ? null : el("span", { class: "quiet" }, " (recommended)")),
          el("span", { class: "unseen" }, `: ${clause.state}`),
        ),
      ),
    ),
  );
}

/** The possible answers as buttons, or the field to fill in. */
function answers(view) {
  if (view.takesText) return factForm(view);
  if (view.choices.length === 0) return null;
  return el(
    "div",
    { class: "choices", role: "group", "aria-label": "Answers" },
    view.choices.map((choice) =>
      el(
        "button",
        {
          type: "button",
          class: `choice${choice.status ? ` status-${choice.status}` : ""}`,
          "data-key": `choice-${choice.word}`,
          "aria-pressed": choice.chosen ? "true" : "false",
          "aria-keyshortcuts": choice.key,
          onclick: () => choose(choice),
        },
        choice.status ? shape(choice.status) : el("span", { class: "tick", "aria-hidden": "true" }, choice.chosen ? "✓" : ""),
        el("span", { class: "label" }, choice.label),
        key(choice.key),
      ),
    ),
  );
}

function choose(choice) {
  return act({ choose: choice.word }, !choice.several);
}

function factForm(view) {
  const input = el("input", { type: "text", inputmode: view.question === "address" ? "url" : "text", id: "fact", "data-key": "fact", value: view.fact ?? "", autocomplete: "off", "aria-labelledby": "title" });
  const form = el(
    "form",
    { class: "fact-form", onsubmit: (event) => { event.preventDefault(); save(); } },
    input,
    el("button", { type: "submit", class: "main" }, "Save and continue"),
  );
  const save = () => {
    const text = input.value.trim();
    if (text === (view.fact ?? "")) return act("next");
    return act({ [view.question]: text });
  };
  return form;
}

/** The text that an answer needs before it can be saved. */
function promptForm(prompt) {
  const attributes = { id: "reason", "data-key": "reason", "aria-describedby": "reason-hint", value: prompt.present };
  const area = prompt.lines ? el("textarea", { ...attributes, rows: 3 }) : el("input", { ...attributes, type: "text", autocomplete: "off" });
  return el(
    "form",
    {
      class: "reason-form",
      onsubmit: (event) => {
        event.preventDefault();
        act({ reason: area.value }, true);
      },
      onkeydown: (event) => {
        if (event.key === "Escape") act("no-reason");
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) act({ reason: area.value }, true);
      },
    },
    el("label", { for: "reason" }, prompt.question),
    el("p", { id: "reason-hint", class: "quiet" }, prompt.hint),
    area,
    el(
      "div",
      { class: "row" },
      el("button", { type: "submit", class: "main", "data-key": "save-reason" }, "Save"),
      button("Cancel", () => act("no-reason"), { "data-key": "no-reason" }),
    ),
  );
}

/** What an answer can say besides its status, each a click away. */
function more(view) {
  const item = (task, label, open) => button([label, key(keyOf(task))], open, { "data-key": `more-${task}`, class: "quiet-button" });
  return el(
    "div",
    { class: "more", role: "group", "aria-label": "More about the answer" },
    item("evidence", "Evidence and note", () => openDetails("evidence")),
    view.rulings.length > 0 ? item("rulings", `Rulings (${view.rulings.length})`, openRulings) : null,
    item("by", fieldName("by"), () => openField("by")),
    item("intent", "Intent", openIntent),
    item("plan", "Plan", openPlan),
    view.clauses.length > 0 ? item("by-clause", view.clauses.some((it) => it.current) ? "Answer as a whole" : "Answer by clause", toggleClauses) : null,
    item("more", "Dates, internal note, removal", openMore),
  );
}

function keyOf(task) {
  return vocabulary.keys.find((it) => it.task === task).name;
}

function toggleClauses() {
  return act(state.view.clauses.some((clause) => clause.current) ? "whole" : "by-clause");
}

function ending(view) {
  return el(
    "div",
    { class: "ending row" },
    button("Save the file", save, { class: "main", "data-key": "end-save" }),
    button("See the report", () => openReport("report"), { "data-key": "end-report" }),
    view.progress.answered < view.progress.all ? button("Go to the unanswered questions", () => act({ only: "unanswered" }), { "data-key": "end-open" }) : null,
  );
}
