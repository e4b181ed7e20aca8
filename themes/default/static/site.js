// Every page has this script, and none needs it: `/` opens the search dialog, the name of a section copies its address, and the
// contents beside a long page say where the reader is.
"use strict";

// `/`, Ctrl K (⌘ K) and the field in the header open the search dialog, which loads its scripts then. The search page has a field of
// its own.
(() => {
  const field = document.querySelector("input[type=search]");
  if (!field) return;
  const { scripts, excerpts } = field.form.dataset;
  const root = new URL("../", document.currentScript.src);
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const make = () => {
    const box = element("input", { type: "search", name: "q", autocomplete: "off", spellcheck: false, placeholder: "Words, or an incident’s ID", ariaLabel: "Search" });
    const close = element("button", { type: "button", textContent: "Close" });
    const form = element("form", { role: "search", action: field.form.action }, box, close);
    const found = element("div", { className: "found" });
    const dialog = element("dialog", { className: "finder", ariaLabel: "Search" }, form, found);
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
    for (const src of scripts.split(" ")) {
      const script = element("script", { src: new URL(src, root), async: false });
      script.addEventListener("error", () => found.replaceChildren(element("p", { role: "alert" }, "Search could not be loaded. Reload the page.")));
      document.head.append(script);
    }
    return { dialog, box };
  };

  let made;
  const open = () => {
    if (!scripts) {
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
  if (scripts) {
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
    const clicked = event.target.closest?.(":is(h2, h3) > a[href^='#']");
    if (!clicked || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    clearTimeout(waiting);
    if (link) say("");
    link = clicked;
    const copied = await navigator.clipboard.writeText(link.href).then(() => true, () => false);
    say(copied ? "Link copied" : "The link is in the address bar");
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
