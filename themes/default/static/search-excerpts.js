// Excerpts of a review for search: where the words that were asked for are. It works on the review as Markdown, which is published
// beside each page, and makes text, never markup.
"use strict";

pirSearch.excerpt = (() => {
  const LONGEST = 220; // characters of an excerpt
  const BEFORE = 50; // characters before its first marked word

  /** The headings of a review as Markdown: the part of the page that each begins, with its id and name there. */
  const PARTS = new Map(
    Object.entries({
      "executive summary": ["summary", pirText("summary")],
      "incident overview": ["details", pirText("overview")],
      "customer impact": ["impact", pirText("impact")],
      "business impact": ["impact", pirText("impact")],
      "internal impact": ["impact", pirText("impact")],
      "impact in figures": ["impact", pirText("impact")],
      timeline: ["timeline", pirText("timeline")],
      communications: ["communications", pirText("communications")],
      "root cause analysis": ["analysis", pirText("why")],
      causes: ["causes", pirText("causes")],
      resolution: ["analysis", pirText("resolution")],
      "what went well": ["lessons", pirText("went_well")],
      "what didn't go well": ["lessons", pirText("went_poorly")],
      "where we got lucky": ["lessons", pirText("got_lucky")],
      "lessons learned": ["lessons", pirText("learned")],
      "action items": ["actions", pirText("action_items")],
      "follow-up and prevention": ["follow-up", pirText("follow_up")],
      references: ["references", pirText("references")],
      review: ["review", pirText("about_review")],
    }),
  );
  /** Parts that list facts: where a sentence has as many words, it says more. */
  const FACTS = new Set(["details", "references", "review"]);
  /** What is not the review's own text. */
  const FOREIGN = "similar incidents";

  /** The text of each part of a review, without the marks of Markdown. The title stands in the result already. */
  function sections(markdown) {
    const found = [];
    let whole = ["", pirText("about_review")]; // the part of the last heading of the second level
    let code = null; // the least indentation of the code that the line is in
    for (const line of markdown.split("\n")) {
      const indent = line.search(/\S/);
      // Where a list's item ends, code in it does too.
      if (code !== null && indent >= 0 && indent < code) code = null;
      if (line.split(/```|~~~/).length % 2 === 0) {
        found.at(-1)?.lines.push(unmarked(line.replace(/(?:```|~~~)\S*/, "")));
        code = code === null ? indent + (/^\s*[-*+] /.test(line) ? 2 : 0) : null;
        continue;
      }
      const [, level, heading] = (code === null && line.match(/^(#{1,6}) (.*)$/)) || [];
      if (!level) {
        found.at(-1)?.lines.push(code === null ? unmarked(line) : line.trim());
        continue;
      }
      const known = PARTS.get(heading.toLowerCase().trim());
      if (level.length === 2) whole = known ?? ["", unmarked(heading)];
      // Other headings belong to the part that they stand in.
      if (level.length === 1) continue;
      if (level.length > 3 && !known) found.at(-1)?.lines.push(unmarked(heading));
      else found.push({ part: known ?? whole, lines: level.length === 3 && !known ? [unmarked(heading)] : [] });
    }
    const texts = found.map(({ part: [anchor, label], lines }) => ({ anchor, label, text: lines.filter(Boolean).join(" ").replace(/^· /, "") }));
    return texts.filter(({ label }) => label.toLowerCase() !== FOREIGN);
  }

  const unmarked = (line) =>
    line
      .trim()
      .replace(/^(?:(?:[-*+]|\d+[.)])\s+)+(?:\[[ x]\] )?/, "· ")
      .replace(/^(?:>\s*)+/, "")
      .replace(/!?\[((?:[^\]\\]|\\.)*)\]\((?:<[^>]*>|[^)]*)\)/g, "$1")
      .replace(/<(\w+:[^>\s]*)>/g, "$1")
      .replace(/(?<![\w\\])[*_~`]+(?=\S)|(?<=[^\s\\])[*_~`]+(?!\w)/g, "")
      .replace(/\\([!-/:-@[-`{-~])/g, "$1");

  /** The place of a review that has the most of what was asked for: its part, and its text in pieces, each marked or not. */
  function excerpt(markdown, marks) {
    let best;
    for (const { anchor, label, text } of sections(markdown)) {
      const words = marked(text, marks);
      words.forEach(({ start }, number) => {
        const near = words.slice(number).filter(({ end }) => end - start <= LONGEST - BEFORE);
        const score = 100 * new Set(near.map(({ mark }) => mark)).size + Math.min(near.length, 4) - (FACTS.has(anchor) ? 10 : 0);
        if (near.length > 0 && score > (best?.score ?? 0)) best = { score, anchor, label, text, near };
      });
    }
    return best && { anchor: best.anchor, label: best.label, pieces: cut(best.text, best.near) };
  }

  /** The words of a text that were asked for, each with the number of its mark. */
  function marked(text, marks) {
    const found = [];
    for (const { start, end, compounds, atoms } of pirSearch.chunks(text)) {
      const whole = marks.findIndex((terms) => compounds.some((term) => terms.has(term)));
      if (whole >= 0) found.push({ start, end, mark: whole });
      for (const atom of whole >= 0 ? [] : atoms) {
        const mark = marks.findIndex((terms) => terms.has(atom.term));
        // The pairs of a script without spaces overlap.
        if (mark >= 0) found.push({ start: Math.max(atom.start, found.at(-1)?.end ?? 0), end: atom.end, mark });
      }
    }
    return found.filter(({ start, end }) => start < end);
  }

  function cut(text, near) {
    const [first, last] = [near[0].start, near.at(-1).end];
    const before = first > BEFORE ? text.indexOf(" ", first - BEFORE) + 1 : 0;
    const begin = before > 0 && before <= first ? before : first > BEFORE ? first : 0;
    const after = text.length - begin > LONGEST ? text.lastIndexOf(" ", begin + LONGEST) : text.length;
    const end = Math.max(after, last);
    const pieces = [[begin > 0 ? "… " : "", false]];
    let at = begin;
    for (const { start, end } of near) {
      pieces.push([text.slice(at, start), false], [text.slice(start, end), true]);
      at = end;
    }
    return [...pieces, [text.slice(at, end) + (end < text.length ? " …" : ""), false]];
  }

  return excerpt;
})();
