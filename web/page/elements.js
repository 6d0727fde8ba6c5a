// Elements. Texts become text nodes and nothing else, whatever is in them.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, handlers (`onclick`) and children; `null`, `false` and `undefined` are left out. */
function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "value") {
      element.value = value;
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function byId(id) {
  return document.getElementById(id);
}

function button(label, onclick, attributes = {}) {
  return el("button", { type: "button", onclick, ...attributes }, label);
}

/** A key's name beside what it does; screen reader users find it in the list of keys. */
function key(name) {
  return el("kbd", { "aria-hidden": "true" }, name);
}

/** The parts of a text as the program gives them. */
function parts(text) {
  return text.flatMap((part) => {
    switch (part.kind) {
      case "strong":
        return el("strong", {}, part.text);
      case "quiet":
        return el("span", { class: "quiet" }, part.text);
      case "code":
        return el("code", {}, part.text);
      case "status":
        return el("span", { class: `status ${part.status}` }, part.text);
      case "link":
        return el("a", { href: part.url, target: "_blank", rel: "noopener noreferrer" }, part.text);
      case "break":
        return el("br");
      default:
        return part.text.split("\n").flatMap((line, at) => (at === 0 ? [line] : [el("br"), line]));
    }
  });
}

/** Names with their values. */
function facts(list, name) {
  return el("dl", { class: name }, list.map((fact) => el("div", {}, el("dt", {}, fact.name), el("dd", {}, parts(fact.value)))));
}

/** A status as a shape, the same as in the report. */
function shape(status) {
  const inside = {
    met: [svg("rect", { class: "shape met", x: 1, y: 1, width: 14, height: 14, rx: 2 })],
    partial: [
      svg("rect", { class: "shape partial", x: 1, y: 1, width: 14, height: 14, rx: 2 }),
      svg("path", { class: "half", d: "M1 3a2 2 0 0 1 2-2h5v14h-5a2 2 0 0 1-2-2z" }),
    ],
    unmet: [svg("rect", { class: "shape unmet", x: 1, y: 1, width: 14, height: 14, rx: 2 })],
    unknown: [
      svg("rect", { class: "shape unknown", x: 1, y: 1, width: 14, height: 14, rx: 2 }),
      svg("text", { class: "doubt", x: 8, y: 12 }, "?"),
    ],
    "not-applicable": [svg("circle", { class: "shape not-applicable", cx: 8, cy: 8, r: 2.5 })],
  };
  return svg("svg", { class: "sign", viewBox: "0 0 16 16", "aria-hidden": "true" }, inside[status] ?? inside.unknown);
}
