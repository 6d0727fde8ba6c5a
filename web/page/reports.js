// Reports beside the questions: the page that `score --format html` makes and the others, and files to download.

const SUBJECTS = [
  { id: "report", label: "Report", formats: "report", suffix: "" },
  { id: "roadmap", label: "Roadmap", formats: "roadmap", suffix: "-roadmap" },
  { id: "fundable", label: "For sponsors", formats: "roadmap", suffix: "-fundable" },
  { id: "grant", label: "Grant proposal", formats: "roadmap", suffix: "-grant" },
  { id: "comparison", label: "Comparison", formats: "comparison", suffix: "-comparison" },
  { id: "changes", label: "Changes", formats: "changes", suffix: "-changes" },
  { id: "capability", label: "This question", formats: null, suffix: "" },
  { id: "catalogue", label: "The principles", formats: "catalogue", suffix: "-catalogue" },
];

/** The only place where a text becomes markup: the program's own pages, whose texts it has escaped. Nothing in them runs. */
const markup = globalThis.trustedTypes
  ? trustedTypes.createPolicy("report", { createHTML: (page) => page })
  : { createHTML: (page) => page };

/**
 * A page of the program as a document, and its style. The policy lets styles in only from a script, so they are set
 * aside: in texts the quotes are escaped, so only an attribute of the program's own is written `style="`.
 */
function parsed(page) {
  const [start, end] = [page.indexOf("<style>"), page.indexOf("</style>")];
  const body = (page.slice(0, start) + page.slice(end)).replaceAll(' style="', ' data-style="');
  const document = new DOMParser().parseFromString(markup.createHTML(body), "text/html");
  return { document, style: page.slice(start + "<style>".length, end) };
}

function putStyles(root) {
  for (const element of root.querySelectorAll("[data-style]")) element.style.cssText = element.dataset.style;
}

function openReport(subject) {
  state.subject = subject;
  state.reportOpen = true;
  showBar();
  showReport();
  byId("report-bar").querySelector('[aria-current="true"]')?.focus();
}

function closeReport() {
  state.reportOpen = false;
  showBar();
  showReport();
  byId("title")?.focus();
}

function showReport() {
  const section = byId("report");
  section.hidden = !state.reportOpen;
  document.body.classList.toggle("with-report", state.reportOpen);
  if (!state.reportOpen) return;
  const { text, failure, warnings = [] } = result(state.subject, "html");
  const active = document.activeElement?.dataset?.key;
  byId("report-bar").replaceChildren(...reportBar());
  if (active) byId("report-bar").querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus();
  byId("report-remarks").replaceChildren(...remarks(failure, warnings));
  byId("report-page").hidden = failure !== undefined;
  if (failure === undefined) drawInFrame(text);
}

function result(of, format) {
  return program.ask({ do: "result", of, format, disclosure: state.disclosure });
}

/** Puts a page into the frame, keeping the place in it and what the reader chose to see. */
function drawInFrame(page) {
  const frame = byId("report-page");
  const inside = frame.contentDocument;
  if (!inside?.body) {
    frame.onload = () => drawInFrame(page);
    return;
  }
  const { document: drawn, style } = parsed(page);
  const chosen = [...inside.querySelectorAll("input:checked")].map((input) => input.id);
  const unfolded = [...inside.querySelectorAll(".item[id] details[open]")].map((it) => it.closest(".item").id);
  const scroll = inside.documentElement.scrollTop;
  const isSame = frame.dataset.subject === state.subject;
  if (frame.dataset.style !== style) {
    const sheet = new frame.contentWindow.CSSStyleSheet();
    sheet.replaceSync(style);
    inside.adoptedStyleSheets = [sheet];
    frame.dataset.style = style;
  }
  for (const link of drawn.querySelectorAll("a[href]:not([href^='#'])")) link.target = "_blank";
  inside.title = drawn.title;
  inside.body.replaceWith(inside.importNode(drawn.body, true));
  putStyles(inside);
  frame.dataset.subject = state.subject;
  if (isSame) {
    chosen.forEach((id) => inside.getElementById(id)?.click());
    unfolded.forEach((id) => inside.getElementById(id)?.querySelector("details")?.setAttribute("open", ""));
    inside.documentElement.scrollTop = scroll;
  } else {
    inside.documentElement.scrollTop = 0;
  }
}

function reportBar() {
  const shown = SUBJECTS.filter((it) => it.id !== "capability" || state.view.id);
  const tabs = el(
    "nav",
    { class: "subjects", "aria-label": "Reports" },
    shown.map((it) => button(it.label, () => openReport(it.id), { "data-key": `subject-${it.id}`, "aria-current": it.id === state.subject ? "true" : null })),
  );
  const levels = [["public", "Public: without owner and cost"], ["usual", "Usual: without internal notes"], ["internal", "Internal: everything"]];
  const disclosure = el(
    "select",
    { id: "disclosure", "data-key": "disclosure", onchange: () => { state.disclosure = disclosure.value; showReport(); } },
    levels.map(([id, label]) => el("option", { value: id, selected: id === state.disclosure }, label)),
  );
  const subject = SUBJECTS.find((it) => it.id === state.subject);
  const formats = subject.formats ? vocabulary.formats[subject.formats] : [];
  return [
    el("div", { class: "row spread" }, tabs, button("Close", closeReport, { class: "link", "aria-label": "Close the report", "data-key": "close-report" })),
    el(
      "div",
      { class: "row" },
      el("label", { for: "disclosure", class: "quiet" }, "For"),
      disclosure,
      el("span", { class: "downloads", role: "group", "aria-label": "Download as" }, formats.map((it) =>
        button(`.${it.extension}`, () => download(subject, it), { class: "quiet-button", title: it.help, "aria-label": `.${it.extension}: ${it.help}`, "data-key": `download-${it.name}` }))),
      button("Print", () => print(), { class: "quiet-button", "data-key": "print" }),
      subject.id === "comparison" ? comparedWith() : null,
    ),
  ];
}

/** The profiles that this one is compared with, and a button to add more. */
function comparedWith() {
  const names = state.view.others.map((name, at) =>
    el("li", {}, name, " ", button("×", () => { program.ask({ do: "remove", at }); refresh(); }, { "aria-label": `Leave out ${name}`, class: "link", "data-key": `other-${at}` })),
  );
  const input = el("input", { type: "file", accept: ".yaml,.yml", multiple: true, class: "unseen", id: "others", onchange: async () => { for (const file of input.files) await addOther(file); } });
  return el("span", { class: "others-compared" }, el("ul", {}, names), input, el("label", { for: "others", class: "quiet-button as-button" }, "Add a profile…"));
}

async function addOther(file) {
  const answer = program.ask({ do: "add", name: file.name }, new Uint8Array(await file.arrayBuffer()));
  if (answer.problems) say(answer.problems.map((it) => ({ kind: "refused", text: `${file.name}, line ${it.line}: ${it.message}.` })));
  refresh();
}

function refresh() {
  const answer = program.ask({ do: "view" });
  state.view = { ...answer.view, notices: state.view.notices };
  showReport();
}

function remarks(failure, warnings) {
  if (failure) return [el("p", { class: "empty" }, failure)];
  if (warnings.length === 0 || state.subject !== "report") return [];
  const count = warnings.length === 1 ? "1 warning about the profile" : `${warnings.length} warnings about the profile`;
  return [el("details", {}, el("summary", {}, count), el("ul", { class: "points" }, warnings.map((it) => el("li", {}, `Line ${it.line}: ${it.message}.`, it.help ? el("span", { class: "quiet" }, ` ${it.help}`) : null))))];
}

function download(subject, format) {
  const { text, failure } = result(subject.id, format.name);
  if (failure) return say([{ kind: "refused", text: failure }]);
  const stem = state.record.file.replace(/\.ya?ml$/i, "");
  offerFile(`${stem}${subject.suffix}.${format.extension}`, text, format.mediaType);
  return undefined;
}

/** Offers a text as a file to download. */
function offerFile(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// What is printed is the report.
const paper = { sheet: null, title: "" };
addEventListener("beforeprint", () => {
  if (!state.view || state.screen !== "work") return;
  const { text, failure } = result(state.reportOpen ? state.subject : "report", "html");
  if (failure) return;
  const { document: drawn, style } = parsed(text);
  paper.sheet = new CSSStyleSheet({ media: "print" });
  paper.sheet.replaceSync(style);
  document.adoptedStyleSheets = [paper.sheet];
  byId("paper").replaceChildren(...[...drawn.body.children].map((child) => document.importNode(child, true)));
  putStyles(byId("paper"));
  paper.title = document.title;
  document.title = drawn.title;
});
addEventListener("afterprint", () => {
  if (!paper.sheet) return;
  document.adoptedStyleSheets = [];
  byId("paper").replaceChildren();
  document.title = paper.title;
  paper.sheet = null;
});
