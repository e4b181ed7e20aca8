// Every page has this script, and none needs it: `/` opens the search dialog, the name of a section copies its address, and the
// contents beside a long page say where the reader is.
"use strict";

// A text of the site in its language. The build puts the texts that a script names before it, in `pirTexts`: each a text, or a list of
// texts and of variables. A variable may select one of several texts, by itself or by its plural category.
globalThis.pirText = (name, values = {}) => {
  const { lang } = document.documentElement;
  const written = (value) => (typeof value === "number" ? pirNumber(value) : value);
  const say = (part) => {
    if (typeof part === "string") return part;
    const [variable, variants, other] = part;
    const value = values[variable];
    if (!variants) return written(value);
    const chosen = variants[value] ?? (typeof value === "number" ? variants[new Intl.PluralRules(lang).select(value)] : undefined);
    return all(chosen ?? variants[other]);
  };
  const all = (parts) => (typeof parts === "string" ? parts : parts.map(say).join(""));
  return all(globalThis.pirTexts?.[name] ?? name);
};

/** A whole number with the separators that the pages use. */
globalThis.pirNumber = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, pirText("number_group"));

// `/`, Ctrl K (⌘ K) and the field in the header open the search dialog, which loads its script then. The search page has a field of
// its own.
(() => {
  const field = document.querySelector("input[type=search]");
  if (!field) return;
  const { script: address, excerpts } = field.form.dataset;
  const root = new URL("../", document.currentScript.src);
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const make = () => {
    const box = element("input", { type: "search", name: "q", autocomplete: "off", spellcheck: false, placeholder: pirText("search_field"), ariaLabel: pirText("search") });
    const close = element("button", { type: "button", textContent: pirText("close") });
    const form = element("form", { role: "search", action: field.form.action }, box, close);
    const found = element("div", { className: "found" });
    const dialog = element("dialog", { className: "finder", ariaLabel: pirText("search") }, form, found);
    form.dataset.excerpts = excerpts;
    close.addEventListener("click", () => dialog.close());
    // Escape would only empty the field; a click beside the dialog is one on its backdrop.
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      dialog.close();
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    document.body.append(dialog);
    const script = element("script", { src: new URL(address, root) });
    script.addEventListener("error", () => found.replaceChildren(element("p", { role: "alert" }, pirText("search_not_loaded"))));
    document.head.append(script);
    return { dialog, box };
  };

  let made;
  const open = () => {
    if (!address) {
      field.focus();
      field.select();
      return;
    }
    made ??= make();
    const { dialog, box } = made;
    if (!dialog.open) dialog.showModal();
    box.focus();
    if (field.value) {
      box.value = field.value;
      field.value = "";
      box.dispatchEvent(new Event("input", { bubbles: true }));
    } else {
      box.select();
    }
  };

  addEventListener("keydown", (event) => {
    const isWriting = event.target.closest?.("input, select, textarea");
    const isSlash = event.key === "/" && !isWriting && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isChord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!isSlash && !isChord) return;
    event.preventDefault();
    open();
  });
  if (address) {
    field.addEventListener("click", open);
    field.addEventListener("input", open);
  }
})();

(() => {
  const SHOWN = 2000; // milliseconds for which a copy is announced
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.body.append(said);
  let link, waiting;

  const say = (words) => {
    said.textContent = words;
    if (words) link.dataset.said = words;
    else delete link.dataset.said;
  };

  // The link leads to its section as any link does. Where there is no clipboard, that is all.
  addEventListener("click", async (event) => {
    const clicked = event.target.closest?.(":is(h2, h3, .at) > a[href^='#']");
    if (!clicked || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    clearTimeout(waiting);
    if (link) say("");
    link = clicked;
    const copied = await navigator.clipboard.writeText(link.href).then(() => true, () => false);
    say(copied ? pirText("link_copied") : pirText("link_in_address_bar"));
    waiting = setTimeout(() => say(""), SHOWN);
  });
})();

(() => {
  const AHEAD = 32; // pixels from the edge, beside its padding, within which a heading counts as passed: a link leads there
  let planned = false;

  // The section whose heading was passed last. The last ones may be too short ever to be passed: at the end of the page it is the
  // one that the address names, or the last of all.
  const current = (links) => {
    const line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + AHEAD;
    const isAtEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 1;
    const top = (link) => document.getElementById(link.hash.slice(1))?.getBoundingClientRect().top ?? Infinity;
    const passed = links.findLast((link) => top(link) <= line);
    if (!isAtEnd) return passed;
    return links.find((link) => link.hash === location.hash && top(link) >= 0) ?? links.at(-1);
  };

  const mark = () => {
    planned = false;
    const toc = document.querySelector(".toc");
    if (!toc) return;
    const links = [...toc.querySelectorAll("a")];
    const now = current(links);
    if (links.find((link) => link.hasAttribute("aria-current")) === now) return;
    for (const link of links) link.removeAttribute("aria-current");
    if (!now) return;
    now.setAttribute("aria-current", "location");
    // The contents may be longer than they are high, or wider than a phone: only they move, and at once.
    const [outer, inner] = [toc.getBoundingClientRect(), now.getBoundingClientRect()];
    toc.scrollBy({ left: inner.left - outer.left - outer.width / 3, top: inner.top - outer.top - outer.height / 2, behavior: "instant" });
  };

  const plan = () => {
    if (!planned) requestAnimationFrame(mark);
    planned = true;
  };
  for (const change of ["scroll", "resize", "load", "hashchange"]) addEventListener(change, plan, { passive: true });
  plan();
})();

// Buttons that need a script: to copy the address or the Markdown of the page, to print it, and to copy code.
(() => {
  const SHOWN = 2000; // milliseconds for which a button says what it did
  const say = (button, words) => {
    const name = button.textContent;
    button.textContent = words;
    setTimeout(() => (button.textContent = name), SHOWN);
  };
  const copy = (text) => navigator.clipboard.writeText(text).then(() => pirText("copied"), () => pirText("copy_failed"));
  const tools = document.querySelector(".tools");
  if (tools) {
    tools.hidden = false;
    for (const button of tools.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
    tools.addEventListener("click", async ({ target }) => {
      if ("print" in target.dataset) print();
      const { copy: what } = target.dataset;
      if (what === "link") say(target, await copy(location.href.split("#")[0]));
      else if (what) say(target, await fetch(what).then((answer) => answer.text()).then(copy, () => pirText("copy_failed")));
    });
  }
  if (!navigator.clipboard) return;
  for (const code of document.querySelectorAll("pre > code")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", ariaLabel: pirText("copy_code") });
    button.addEventListener("click", async () => {
      button.dataset.said = await copy(code.textContent);
      setTimeout(() => delete button.dataset.said, SHOWN);
    });
    code.parentElement.before(button);
  }
})();

// Each picture can be saved as a file of its own, with the colours and letters that it is shown in. The letters of a slide are no part
// of the page's style, so the file has them as attributes.
(() => {
  const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor"];
  const save = (picture) => {
    const copy = picture.cloneNode(true);
    const copies = copy.querySelectorAll("*");
    picture.querySelectorAll("*").forEach((element, at) => {
      const style = getComputedStyle(element);
      for (const name of KEPT) copies[at].setAttribute(name, style.getPropertyValue(name));
      copies[at].removeAttribute("href");
    });
    const ground = document.createElementNS(copy.namespaceURI, "rect");
    for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: getComputedStyle(document.body).backgroundColor })) ground.setAttribute(name, value);
    copy.prepend(ground);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
    link.download = `${picture.getAttribute("aria-labelledby").replace(/_title$/, "")}.svg`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  // A picture may be drawn for several widths, of which one is shown.
  const pictures = [...document.querySelectorAll("main svg[aria-labelledby]")].filter((picture) => !picture.closest("td"));
  for (const parent of new Set(pictures.map((picture) => picture.parentElement))) {
    const own = pictures.filter((picture) => picture.parentElement === parent);
    const button = Object.assign(document.createElement("button"), { type: "button", className: "save", textContent: "SVG", ariaLabel: pirText("save_picture") });
    button.addEventListener("click", () => save(own.find((picture) => picture.checkVisibility()) ?? own[0]));
    own.at(-1).after(button);
  }
})();

// A printed page shows what is folded on the screen, and the menu closes when attention goes elsewhere.
(() => {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".incident details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
  const menu = document.querySelector(".menu");
  if (!menu) return;
  addEventListener("click", ({ target }) => menu.contains(target) || (menu.open = false));
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();

// Keys: `[` and `]` lead to the newer and the older incident or page, `j` and `k` along a list, `?` lists them all.
(() => {
  const KEYS = [["/", pirText("search")], ["Ctrl K", pirText("search")], ["j", pirText("key_next")], ["k", pirText("key_previous")], ["[", pirText("newer")], ["]", pirText("older")], ["?", pirText("keyboard_shortcuts")]];
  let dialog;
  const help = () => {
    if (!dialog) {
      dialog = Object.assign(document.createElement("dialog"), { className: "shortcuts", ariaLabel: pirText("keyboard_shortcuts") });
      const list = document.createElement("dl");
      for (const [key, words] of KEYS) {
        const [term, text] = ["dt", "dd"].map((name) => document.createElement(name));
        term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
        text.textContent = words;
        list.append(term, text);
      }
      const close = Object.assign(document.createElement("button"), { type: "button", textContent: pirText("close") });
      close.addEventListener("click", () => dialog.close());
      dialog.append(list, close);
      document.body.append(dialog);
    }
    dialog.showModal();
  };
  const along = (step) => {
    const links = [...document.querySelectorAll(":is(.incidents, .actions) tbody th > a")].filter((link) => link.checkVisibility());
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + step))]?.focus();
  };
  const follow = (rel) => document.querySelector(`:is(.near, .pager) a[rel=${rel}]`)?.click();
  const actions = { "?": help, j: () => along(1), k: () => along(-1), "[": () => follow("prev"), "]": () => follow("next") };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea, dialog")) return;
    if (!(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });
})();
