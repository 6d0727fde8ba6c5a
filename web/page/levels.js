// The levels: a ladder for each track.

function showLevels(view) {
  const aside = byId("levels");
  aside.hidden = false;
  aside.replaceChildren(
    el("h2", { class: "unseen" }, "Levels"),
    el("ul", { class: "tracks" }, view.tracks.map(ladder)),
    el(
      "p",
      { class: "answered" },
      el("progress", { max: view.progress.all || 1, value: view.progress.answered, "aria-label": "Answered" }),
      ` ${view.progress.answered} of ${view.progress.all} answered`,
    ),
  );
}

function ladder(track) {
  const figure =
    track.level === null
      ? el("span", { class: "figure none", "aria-hidden": "true" }, "–")
      : el("span", { class: "figure", "aria-hidden": "true" }, track.level);
  return el(
    "li",
    { class: `track${track.current ? " current" : ""}${track.level === null ? " left-out" : ""}` },
    el(
      "button",
      {
        type: "button",
        class: "to-track",
        "data-key": `track-${track.id}`,
        "aria-current": track.current ? "true" : null,
        onclick: () => act({ jump: track.id }),
      },
      el("span", { class: "name" }, track.name),
      figure,
      el("span", { class: "unseen" }, ` ${track.words}`),
      el("span", { class: "steps", "aria-hidden": "true" }, track.rungs.map((rung) => el("i", { class: rung.reach }))),
    ),
    track.level === null
      ? el("p", { class: "reason" }, track.reason)
      : [
          el("ol", { class: "rungs", "aria-hidden": "true" }, [...track.rungs].reverse().map((rung) => row(track, rung))),
          el("p", { class: "others" }, track.others.map(([name, level]) => el("span", {}, `${name} `, el("strong", {}, String(level))))),
        ],
  );
}

function row(track, rung) {
  return el(
    "li",
    {},
    el("span", { class: `step ${rung.reach}${track.target === rung.level ? " wanted" : ""}` }, String(rung.level)),
    el("span", { class: "marks" }, rung.marks.map(mark)),
    el("span", { class: "met" }, rung.met),
  );
}

/** A capability in the ladder. Clicking it goes to its question; keyboard users get there through the search. */
function mark(one) {
  const role = { blocks: svg("path", { class: "blocks", d: "M1 17h14v2.5h-14z" }), ahead: svg("path", { class: "ahead", d: "M3 -1l5-3.5 5 3.5z" }) };
  const sign = shape(one.status);
  sign.setAttribute("viewBox", "0 -5 16 25");
  sign.append(svg("title", {}, one.words));
  if (one.role) sign.append(role[one.role]);
  const here = state.view.id === one.id;
  return el("span", { class: `mark${here ? " here" : ""}`, onclick: () => one.id && act({ jump: one.id }) }, sign);
}
