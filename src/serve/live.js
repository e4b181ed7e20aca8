// Follows the page's changes on the development server. No published page has this script.
"use strict";
(() => {
  const shown = document.currentScript.dataset;
  const memory = "pir-site:" + location.pathname;
  let source;

  // The server is asked only while somebody looks: browsers allow few connections, and a page that was out of sight is compared
  // with the server's as soon as it is seen again.
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource("/.pir-site/live?" + new URLSearchParams({ path: location.pathname, ...shown }));
    source.addEventListener("reload", reload);
    source.addEventListener("styles", (event) => swapStyles((shown.styles = event.data)));
    source.addEventListener("images", (event) => swapImages((shown.images = event.data)));
    source.addEventListener("problems", (event) => overlay.show(JSON.parse(event.data)));
    source.addEventListener("note", (event) => note.show(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      if (source && source.readyState === EventSource.CLOSED) {
        rest();
        setTimeout(listen, 1000);
      }
    });
  };
  const rest = () => {
    if (source) source.close();
    source = undefined;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);

  // Where the reader was, and what they had opened: by the words on it, since its place may have changed.
  const openable = () => {
    const seen = new Map();
    return [...document.querySelectorAll("details")].map((details) => {
      const words = details.querySelector("summary")?.textContent.trim() ?? "";
      const time = (seen.get(words) ?? 0) + 1;
      seen.set(words, time);
      return [details, words + "#" + time];
    });
  };
  const reload = () => {
    const details = Object.fromEntries(openable().map(([element, name]) => [name, element.open]));
    sessionStorage.setItem(memory, JSON.stringify({ x: scrollX, y: scrollY, details }));
    rest();
    location.reload();
  };
  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(memory));
    if (!kept) return;
    sessionStorage.removeItem(memory);
    history.scrollRestoration = "manual";
    for (const [element, name] of openable()) {
      if (name in kept.details) element.open = kept.details[name];
    }
    const scroll = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    scroll();
    addEventListener("load", () => {
      scroll();
      history.scrollRestoration = "auto";
    });
  };

  const fresh = (address, version) => {
    const url = new URL(address, location);
    url.searchParams.set("v", version);
    return url.href;
  };
  // The old sheet stays until the new one is there, so that the page is never bare.
  const swapStyles = (version) => {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]:not([data-old])')) {
      if (new URL(old.href).origin !== location.origin) continue;
      const next = old.cloneNode();
      next.href = fresh(old.href, version);
      old.dataset.old = "";
      next.addEventListener("load", () => old.remove());
      next.addEventListener("error", () => old.remove());
      old.after(next);
    }
  };
  const swapImages = (version) => {
    for (const image of document.images) {
      if (new URL(image.src, location).origin === location.origin) image.src = fresh(image.src, version);
    }
  };

  // A box above the page that neither sees the page's styles nor lends it any. A message is content: it is set as text alone.
  const box = (css, role) => {
    const host = document.createElement("pir-site-live");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("@media print { :host { display: none } }" + css);
    root.adoptedStyleSheets = [sheet];
    return (...children) => {
      root.replaceChildren(element("section", { role, tabIndex: -1 }, ...children));
      if (!host.isConnected) document.documentElement.append(host);
      return host;
    };
  };
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const closer = (close) => {
    const button = element("button", { type: "button", textContent: "Close", title: "Close (Escape)" });
    button.addEventListener("click", close);
    return button;
  };

  const overlay = (() => {
    const put = box(
      `section { all: initial; position: fixed; inset: 0; z-index: 2147483647; overflow: auto; overscroll-behavior: contain;
         color-scheme: dark; background: rgb(20 20 24 / .94); color: #f2f2f4; font: 15px/1.5 system-ui, sans-serif; outline: none }
       header { display: flex; gap: 1em; align-items: baseline; justify-content: space-between; position: sticky; top: 0;
         padding: 1.2em clamp(1em, 4vw, 3em); background: rgb(20 20 24 / .97); border-top: 4px solid #ff6b61 }
       h1 { font: inherit; font-size: 1.25em; font-weight: 650; margin: 0 }
       button { font: inherit; color: inherit; background: none; border: 1px solid #77777f; border-radius: 6px; padding: .2em .9em;
         cursor: pointer }
       button:focus-visible { outline: 2px solid #8ab4ff; outline-offset: 2px }
       article { margin: 0 clamp(1em, 4vw, 3em) 1em; padding: .9em 1.1em; background: #2a2a30; border-radius: 8px }
       h2 { margin: 0; font: 600 1em/1.5 ui-monospace, monospace; color: #ff948c; overflow-wrap: anywhere; white-space: pre-wrap }
       pre { margin: .5em 0 0; font: 13px/1.55 ui-monospace, monospace; white-space: pre; overflow-x: auto; tab-size: 4 }
       p { margin: 0 clamp(1em, 4vw, 3em) 2em; color: #b9b9c2 }`,
      "alertdialog",
    );
    let host;
    const hide = () => host?.remove();
    addEventListener("keydown", (event) => event.key === "Escape" && hide());
    const article = (problem) => {
      const [first, ...rest] = problem.split("\n");
      const parts = [element("h2", { textContent: first })];
      if (rest.length) parts.push(element("pre", { textContent: rest.join("\n") }));
      return element("article", {}, ...parts);
    };
    return {
      show(problems) {
        hide();
        if (!problems.length) return;
        const count = problems.length === 1 ? "1 problem" : problems.length + " problems";
        host = put(
          element("header", {}, element("h1", { textContent: count + " to mend" }), closer(hide)),
          ...problems.map(article),
          element("p", { textContent: "Below is the last page that could be made. This goes when the problems are mended." }),
        );
        host.shadowRoot.querySelector("section").setAttribute("aria-label", count);
      },
    };
  })();

  const note = (() => {
    const put = box(
      `section { all: initial; position: fixed; inset: auto 1em 1em auto; z-index: 2147483646; display: flex; gap: 1em;
         align-items: center; max-width: min(34em, calc(100vw - 4em)); padding: .6em .9em; border-radius: 8px; background: #2a2a30;
         color: #f2f2f4; color-scheme: dark; font: 14px/1.45 system-ui, sans-serif; box-shadow: 0 2px 14px rgb(0 0 0 / .3) }
       button { font: inherit; color: inherit; background: none; border: 1px solid #77777f; border-radius: 6px; padding: .1em .7em;
         cursor: pointer }
       button:focus-visible { outline: 2px solid #8ab4ff; outline-offset: 2px }`,
      "status",
    );
    let host;
    return {
      show(text) {
        host?.remove();
        if (!text || sessionStorage.getItem("pir-site:note") === text) return;
        host = put(
          element("span", { textContent: text }),
          closer(() => {
            sessionStorage.setItem("pir-site:note", text);
            host.remove();
          }),
        );
      },
    };
  })();

  restore();
  listen();
})();
