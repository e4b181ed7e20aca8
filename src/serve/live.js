// Live reload on the development server. No published page has this script.
"use strict";
(() => {
  // The fingerprints of what is shown: the page, its style sheets and its images.
  const shown = document.currentScript.dataset.state.split("-");
  const storageKey = "pir-site:" + location.pathname;
  let source;

  // Only a visible page is connected, since browsers allow few connections. A hidden page sends its state once it is visible again.
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource("/.pir-site/live?" + new URLSearchParams({ path: location.pathname, state: shown.join("-") }));
    source.addEventListener("reload", reload);
    source.addEventListener("styles", (event) => swapStyles((shown[1] = event.data)));
    source.addEventListener("images", (event) => swapImages((shown[2] = event.data)));
    source.addEventListener("problems", (event) => overlay.show(JSON.parse(event.data)));
    source.addEventListener("note", (event) => note.show(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      if (source && source.readyState === EventSource.CLOSED) {
        disconnect();
        setTimeout(listen, 1000);
      }
    });
  };
  const disconnect = () => {
    if (source) source.close();
    source = undefined;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : listen()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", listen);

  // The scroll position and the open details survive a reload. Details are known by their summary, since their order may change.
  const openable = () => {
    const counts = new Map();
    return [...document.querySelectorAll("details")].map((details) => {
      const summary = details.querySelector("summary")?.textContent.trim() ?? "";
      const count = (counts.get(summary) ?? 0) + 1;
      counts.set(summary, count);
      return [details, summary + "#" + count];
    });
  };
  const reload = () => {
    const details = Object.fromEntries(openable().map(([element, name]) => [name, element.open]));
    sessionStorage.setItem(storageKey, JSON.stringify({ x: scrollX, y: scrollY, details }));
    disconnect();
    location.reload();
  };
  const restore = () => {
    const saved = JSON.parse(sessionStorage.getItem(storageKey));
    if (!saved) return;
    sessionStorage.removeItem(storageKey);
    history.scrollRestoration = "manual";
    for (const [element, name] of openable()) {
      if (name in saved.details) element.open = saved.details[name];
    }
    const scroll = () => scrollTo({ left: saved.x, top: saved.y, behavior: "instant" });
    scroll();
    addEventListener("load", scroll);
    // Not earlier: after the load event the browser would restore its own position, which follows the text and not the number.
    addEventListener("pagehide", () => (history.scrollRestoration = "auto"));
  };

  const fresh = (address, version) => {
    const url = new URL(address, location);
    url.searchParams.set("v", version);
    return url.href;
  };
  // The old style sheet stays until the new one is loaded, so that the page is never without one.
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

  // A box above the page, in a shadow tree so that styles of page and box do not mix. Messages are only ever set as text.
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
    const created = Object.assign(document.createElement(name), properties);
    created.append(...children);
    return created;
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
          element("header", {}, element("h1", { textContent: count + " to fix" }), closer(hide)),
          ...problems.map(article),
          element("p", { textContent: "Below is the last page that could be rendered. This message goes away when the problems are fixed." }),
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
