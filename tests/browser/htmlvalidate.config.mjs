// What the pages are held to: the recommended rules of html-validate, which are the standard and accessibility. Two rules of
// taste are off, and nothing that the HTML standard or WCAG asks for.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // The Markdown renderer closes void elements with a slash, which HTML allows and ignores.
    "void-style": "off",
    // Titles are the incidents' own. A long one is cut by the browser's tab, and is whole on the page.
    "long-title": "off",
  },
};
