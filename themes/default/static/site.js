// Every page has this script, and none needs it: `/` puts the cursor into the search box.
"use strict";

addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input, select, textarea");
  const box = document.querySelector("input[type=search]");
  if (event.key !== "/" || writing || !box || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  box.focus();
  box.select();
});
