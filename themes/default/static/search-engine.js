// Full-text search over the files in `search/`: it loads the pieces that a query needs and finds the incidents that
// `pir-site find` finds, in the same order. `docs/search.md` documents the format and the rules. It knows no page: the caller
// says how a file is loaded.
"use strict";

const pirSearch = (() => {
  const VERSION = 1;
  // What a form of a word counts, and the limits of the forms: see src/search/evaluate.rs.
  const [EXACT, STEM, PREFIX, TYPO] = [8, 6, 3, 2];
  const SHORTEST_PREFIX = 3;
  const MOST_COMPLETIONS = 200;
  const SHORTEST_TYPO = 5;
  const SHORTEST_STEM = 3;
  const SUGGESTIONS = 5;
  // How texts are cut: see src/search/words.rs.
  const LONGEST_TERM = 100;
  const LONGEST_COMPOUND = 64;
  const MOST_ATOMS = 8;
  const CHUNK = /[#@]?[\p{Alphabetic}\p{N}\p{M}]+(?:[-_./:@#+][\p{Alphabetic}\p{N}\p{M}]+)*/gu;
  const BETWEEN_WORDS = /(?<=\p{Lowercase})(?=\p{Uppercase})|(?<=\p{Uppercase})(?=\p{Uppercase}\p{Lowercase})/u;
  const UNSPACED =
    /[\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u309F\u30A1-\u30FA\u30FC-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/u;
  const DIACRITICS = /[\u0300-\u036F\u0591-\u05C7\u064B-\u065F\u0670]/g;
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i", ς: "σ" };
  const QUOTES = /["“”„«»]/;
  const OUTER_QUOTES = /^["“”„«»]+|["“”„«»]+$/g;

  // Words

  const normalized = (text) => text.normalize("NFKC");

  function folded(text) {
    const bare = normalized(text).toLowerCase().normalize("NFD").replace(DIACRITICS, "");
    return bare.normalize("NFC").replace(/[ßæœøłđðþħıς]/g, (letter) => LETTERS[letter]);
  }

  /** The chunks of a text: their compounds, the whole one first if it is one, and their atoms, with their places in the text. */
  function chunks(text) {
    const found = [...text.matchAll(CHUNK)].map(({ 0: source, index }) => ({ source, start: index, end: index + source.length }));
    // The scheme of an address is in every address.
    const kept = found.filter(({ end }) => !text.startsWith("://", end));
    return kept.map(({ source, start, end }) => {
      const isSpaced = !UNSPACED.test(source);
      const parts = pieces(source, /[-_./:@#+]/, start).flatMap((part) => (isSpaced ? words(part) : runs(part)));
      const atoms = parts.map((part) => ({ ...part, term: term(part.text) })).filter((atom) => atom.term);
      const { whole, inner } = isSpaced ? compounds(source, parts.length) : { whole: "", inner: [] };
      return { start, end, whole, compounds: [whole, ...inner].filter(Boolean), atoms };
    });
  }

  /** Longer terms are cut off. */
  const term = (text) => folded([...text].slice(0, LONGEST_TERM).join(""));

  /** The parts of a text between separators, with their places. */
  function pieces(text, separator, start) {
    let at = start;
    return text.split(separator).flatMap((part) => {
      const piece = { text: part, start: at, end: at + part.length };
      // A separator of one character, or of none.
      at = piece.end + (separator === BETWEEN_WORDS ? 0 : 1);
      return part ? [piece] : [];
    });
  }

  const words = (part) =>
    pieces(part.text, BETWEEN_WORDS, part.start).map((word) => ({ ...word, kind: /\p{N}/u.test(word.text) ? "code" : "word" }));

  /** Cuts a part that has characters of a script without spaces: those in pairs, the others in words. */
  function runs(part) {
    const made = [];
    let [run, at, isUnspaced] = ["", part.start, false];
    const close = () => {
      if (run) made.push(...(isUnspaced ? pairs : words)({ text: run, start: at, end: at + run.length }));
      at += run.length;
      run = "";
    };
    for (const character of part.text) {
      if (!run || (UNSPACED.test(character) !== isUnspaced && !/\p{M}/u.test(character))) {
        close();
        isUnspaced = UNSPACED.test(character);
      }
      run += character;
    }
    close();
    return made;
  }

  function pairs(run) {
    const characters = [...run.text];
    let start = run.start;
    return characters.map((character, number) => {
      const text = character + (characters[number + 1] ?? "");
      const pair = { text, start, end: start + text.length, kind: "pair" };
      start += character.length;
      return pair;
    });
  }

  /** The compounds of a chunk: the whole, unless it is too long, and its parts that have several atoms themselves. */
  function compounds(source, atoms) {
    if (atoms < 2 && !/^[-_./:@#+]/.test(source)) return { whole: "", inner: [] };
    const isShort = (text) => [...text].length <= LONGEST_COMPOUND;
    const isInner = (part) => part.length < source.length && /[-_./:@#+]/.test(part) && isShort(part);
    const parts = [...source.split("/"), ...source.split(/[/:@#]/)].filter(isInner).sort(compare);
    const inner = [...new Set(parts)].map((part) => term(part.replace(/^[-_./:@#+]+/, ""))).filter(Boolean);
    return { whole: atoms <= MOST_ATOMS && isShort(source) ? term(source) : "", inner };
  }

  const isWord = (text) => /^[\p{Alphabetic}\p{M}]*$/u.test(text) && !UNSPACED.test(text);

  /** Compares by code points, as the index is sorted: by UTF-16 units, surrogates would come too early. */
  function compare(one, other) {
    const length = Math.min(one.length, other.length);
    let at = 0;
    while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
    if (at === length) return one.length - other.length;
    const rank = (unit) => (unit >= 0xe000 ? unit - 0x2000 : unit >= 0xd800 ? unit + 0x2000 : unit);
    return rank(one.charCodeAt(at)) - rank(other.charCodeAt(at));
  }

  /** The place of the last of some sorted things that is not after `text`; −1 if all are. */
  function lastUpTo(sorted, text, key = (value) => value) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(key(sorted[middle]), text) <= 0) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Whether two words differ by exactly so many errors: letters that are wrong, missing, too many or transposed. */
  function differBy(errors, one, other) {
    const [a, b] = [[...one], [...other]];
    if (Math.abs(a.length - b.length) > errors) return false;
    let [older, old] = [[], Array.from({ length: b.length + 1 }, (_, place) => place)];
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      if (Math.min(...row) > errors) return false;
      [older, old] = [old, row];
    }
    return old[b.length] === errors;
  }

  // Queries

  const filterTerm = (key, value) => `:${folded(key)}=${folded(trimmed(value)).replaceAll("~", " ")}`;
  const trimmed = (text) => text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");

  /** Reads a query as clauses: what each matches, and whether it is excluded, or open: its last word may be unfinished. */
  function parse(query, keys) {
    const clauses = [];
    let rest = trimmedStart(normalized(query));
    while (rest) {
      const end = endOfItem(rest);
      const item = rest.slice(0, end);
      clauses.push(...clausesOf(item, end === rest.length, keys));
      rest = trimmedStart(rest.slice(end));
    }
    return clauses;
  }

  const trimmedStart = (text) => text.replace(/^\p{White_Space}+/u, "");

  /** The first item of a query ends at white space, or where what is quoted ends. */
  function endOfItem(text) {
    let isQuoted = false;
    for (let at = 0; at < text.length; at += 1) {
      if (QUOTES.test(text[at])) {
        if (isQuoted) return at + 1;
        if (!(at === 0 || text.slice(0, at) === "-" || text[at - 1] === ":")) return at;
        isQuoted = true;
      } else if (!isQuoted && /\p{White_Space}/u.test(text[at])) {
        return at;
      }
    }
    return text.length;
  }

  function clausesOf(item, isLast, keys) {
    const isExcluded = /^-[^-]/su.test(item);
    const text = isExcluded ? item.slice(1) : item;
    const clause = (matcher, isOpen) => ({ ...matcher, isExcluded, isOpen, text });
    if (QUOTES.test(text[0])) return phrase(text.slice(1).replace(OUTER_QUOTES_AT_END, "")).map((matcher) => clause(matcher, false));
    const isOpen = isLast && !isExcluded && !QUOTES.test(text.at(-1));
    const colon = text.indexOf(":");
    const [key, value] = [text.slice(0, colon), text.slice(colon + 1)];
    if (colon >= 0 && value && keys.includes(folded(key))) {
      return [clause({ kind: "filter", term: filterTerm(key, value.replace(OUTER_QUOTES, "")) }, isOpen)];
    }
    const found = chunks(text).filter(hasTerms);
    return found.map((chunk, number) => {
      const isLastChunk = number + 1 === found.length;
      const isLetter = chunk.atoms.length === 1 && chunk.atoms[0].kind === "pair";
      return clause(matcher(chunk), isLetter || (isOpen && isLastChunk && /[\p{Alphabetic}\p{N}]$/u.test(text)));
    });
  }

  const OUTER_QUOTES_AT_END = /["“”„«»]+$/;

  const hasTerms = ({ atoms, compounds }) => atoms.length + compounds.length > 0;

  function matcher(chunk) {
    const { atoms, compounds } = chunk;
    const terms = atoms.map((atom) => atom.term);
    if (compounds.length > 0) return name(chunk);
    if (atoms.length > 1) return { kind: "phrase", terms: withoutLastLetter(terms) };
    return { kind: atoms[0].kind === "word" ? "word" : "code", term: terms[0] };
  }

  /** The matcher of a chunk that has compounds: the whole, or all parts of one that is too long to be a term. */
  function name({ whole, compounds, atoms }) {
    const terms = atoms.map((atom) => atom.term);
    return whole ? { kind: "compound", term: whole, terms } : { kind: "all", terms: [...compounds, ...terms] };
  }

  /** The matcher of a quoted text: a phrase, or where it is a single name, that name; none where there are no words. */
  function phrase(text) {
    const found = chunks(text).filter(hasTerms);
    const terms = found.flatMap(({ compounds, atoms }) => (compounds.length > 0 ? compounds[0] : atoms.map((atom) => atom.term)));
    if (terms.length > 1) return [{ kind: "phrase", terms: withoutLastLetter(terms) }];
    return found.map((chunk) => (chunk.compounds.length > 0 ? name(chunk) : { kind: "code", term: terms[0] }));
  }

  /** The last term of a script without spaces is a single letter, which the pair before it has already. */
  function withoutLastLetter(terms) {
    const last = [...(terms.at(-1) ?? "")];
    return terms.length > 1 && last.length === 1 && UNSPACED.test(last[0]) ? terms.slice(0, -1) : terms;
  }

  // Files

  /** Reads bits from a text: 13 in two characters. */
  function reader(text) {
    const digit = (at) => text.charCodeAt(at) - 35 - (text.charCodeAt(at) > 92 ? 1 : 0);
    const numbers = Uint16Array.from({ length: text.length / 2 }, (_, at) => 91 * digit(2 * at) + digit(2 * at + 1));
    let at = 0;
    const bit = () => {
      if (at >= 13 * numbers.length) throw new RangeError("a file of the search index is cut off");
      const value = (numbers[Math.trunc(at / 13)] >> (12 - (at % 13))) & 1;
      at += 1;
      return value;
    };
    const fixed = (count) => {
      let value = 0;
      for (let left = count; left > 0; left -= 1) value = value * 2 + bit();
      return value;
    };
    const gamma = () => {
      let length = 0;
      while (bit() === 0) length += 1;
      return 2 ** length + fixed(length);
    };
    const rice = (parameter) => {
      let quotient = 0;
      while (bit() === 1) quotient += 1;
      return quotient * 2 ** parameter + fixed(parameter);
    };
    return { fixed, gamma, rice };
  }

  /** The terms of a text, each with the other words of its family. */
  function dictionary(text) {
    let before = "";
    return (text.match(/[A-Z][^A-Z~]*(?:~[A-Z][^A-Z~]*)*/g) ?? []).map((entry) => {
      const [own, ...others] = entry.split("~");
      const whole = (written, from) => from.slice(0, written.charCodeAt(0) - 65) + written.slice(1);
      before = whole(own, before);
      const written = before;
      return { text: written, family: others.map((other) => whole(other, written)) };
    });
  }

  function decodeTerms([text, bits], head) {
    const { fixed, gamma, rice } = reader(bits);
    const width = 32 - Math.clz32(head.documents);
    const terms = dictionary(text);
    for (const found of terms) {
      const count = gamma();
      if (count === 1) {
        found.documents = [fixed(width)];
        found.weights = [head.weights[gamma() - 1]];
        continue;
      }
      const [gaps, weights] = [fixed(4), fixed(4)];
      let document = -1;
      [found.documents, found.weights] = [[], []];
      for (let left = count; left > 0; left -= 1) {
        document += rice(gaps) + 1;
        found.documents.push(document);
        found.weights.push(head.weights[rice(weights)]);
      }
    }
    return terms;
  }

  /** The positions of each term: a list for each of its documents. */
  function decodePositions(bits, terms) {
    const { fixed, gamma, rice } = reader(bits);
    return terms.map(({ documents }) => {
      const mode = fixed(2);
      if (mode === 0) return documents.map(() => []);
      if (mode === 1 && documents.length === 1) return [[rice(9)]];
      const parameter = fixed(4);
      return documents.map(() => {
        const count = mode === 1 ? 1 : gamma() - (mode === 3 ? 1 : 0);
        const own = Math.max(0, parameter - Math.max(0, 30 - Math.clz32(count + 1)));
        let position = -1;
        return Array.from({ length: count }, () => (position += rice(own) + 1));
      });
    });
  }

  /** 16 + 16 · log₂((documents + 1) / having), in integers. */
  function rarity(documents, having) {
    const ratio = Math.max(1, Math.floor((256 * (documents + 1)) / Math.max(1, having)));
    const log = 31 - Math.clz32(ratio);
    return Math.max(0, 16 + 16 * log + (log >= 4 ? (ratio >> (log - 4)) & 15 : 0) - 128);
  }

  /** What files have handed over, and no index has taken yet. */
  const received = new Map();

  /** The index. `load` brings the file `search/NAME.js` to be run, and returns when that has happened. */
  class Index {
    #load;
    #pieces = new Map();
    #located = new Map();

    constructor(load) {
      this.#load = load;
    }

    /** Loads a file once, and what becomes of its content. */
    #piece(name, decode = (content) => content) {
      if (!this.#pieces.has(name)) {
        const made = (async () => {
          await this.#load(name);
          if (!received.has(name)) throw new Error(`search/${name}.js has other content than its name says`);
          const content = received.get(name);
          received.delete(name);
          return decode(content);
        })();
        this.#pieces.set(name, made);
        // It may be there the next time.
        made.catch(() => this.#pieces.delete(name));
      }
      return this.#pieces.get(name);
    }

    /** The head of the index. */
    head() {
      return this.#piece("index", (head) => {
        if (head.version !== VERSION) throw new Error(`the search index has version ${head.version}, this script reads ${VERSION}`);
        return head;
      });
    }

    /** The terms of a piece of the dictionary. */
    async #terms(number) {
      const head = await this.head();
      return this.#piece(head.pieces[number][1], (content) => decodeTerms(content, head));
    }

    async #pieceOf(text) {
      return lastUpTo((await this.head()).pieces, text, ([first]) => first);
    }

    /** A term; nothing where no incident has it. */
    async #find(text) {
      const number = await this.#pieceOf(text);
      if (number < 0) return null;
      const terms = await this.#terms(number);
      const place = lastUpTo(terms, text, (term) => term.text);
      return terms[place]?.text === text ? { ...terms[place], number, place } : null;
    }

    async #findAll(texts) {
      return (await Promise.all(texts.map((text) => this.#find(text)))).filter(Boolean);
    }

    /** The terms that begin with `text` and go on. */
    async #completions(text) {
      if ([...text].length < SHORTEST_PREFIX && !UNSPACED.test(text)) return [];
      const { pieces } = await this.head();
      const found = [];
      let number = Math.max(0, await this.#pieceOf(text));
      while (number < pieces.length && found.length < MOST_COMPLETIONS) {
        found.push(...(await this.#terms(number)).filter((term) => term.text.startsWith(text) && term.text !== text));
        number += 1;
        if (!pieces[number]?.[0].startsWith(text)) break;
      }
      return found.slice(0, MOST_COMPLETIONS);
    }

    /** All words of letters. */
    async #words() {
      return this.#piece((await this.head()).words, (text) => dictionary(text).map((word) => word.text));
    }

    async #wordsWithin(errors, word) {
      // Each character that no word has is an error.
      if ([...word].filter((character) => !isWord(character)).length > errors) return [];
      return (await this.#words()).filter((other) => differBy(errors, other, word));
    }

    /** The words that differ from a word, which the index does not have, by a usual ending alone. */
    async #sameStem(word) {
      const { endings } = await this.head();
      const letters = [...word];
      for (let cut = letters.length; cut >= SHORTEST_STEM; cut -= 1) {
        if (!endings.includes(letters.slice(cut).join(""))) continue;
        const beginning = letters.slice(0, cut).join("");
        const found = await this.#findAll(endings.map((ending) => beginning + ending).filter(isWord));
        if (found.length > 0) return found;
      }
      return [];
    }

    /** The terms that a word stands for, each with what its form counts; and the words that it was corrected to. */
    async #forms(word, { isOpen, isExcluded }) {
      const as = (form) => (term) => ({ term, form });
      const [exact, longer] = await Promise.all([this.#find(word), isOpen ? this.#completions(word) : []]);
      const relatives = exact ? await this.#findAll(exact.family) : [];
      const forms = [...(exact ? [exact] : []).map(as(EXACT)), ...relatives.map(as(STEM)), ...longer.map(as(PREFIX))];
      if (forms.length > 0) return { forms };
      const stem = await this.#sameStem(word);
      if (stem.length > 0 || isExcluded || [...word].length < SHORTEST_TYPO) return { forms: stem.map(as(STEM)) };
      const corrections = await this.#wordsWithin(1, word);
      return { forms: (await this.#findAll(corrections)).map(as(TYPO)), corrections };
    }

    /** A term as it is; or else, if it may be unfinished, those that it is the beginning of. */
    async #exactOrBegun(text, isOpen) {
      const exact = await this.#find(text);
      const own = exact ? [{ term: exact, form: EXACT }] : [];
      if (!isOpen || (exact && [...text].length !== 1)) return own;
      return [...own, ...(await this.#completions(text)).map((term) => ({ term, form: PREFIX }))];
    }

    /** What a clause matches: documents with their strength, and the sets of terms that are marked in a text. */
    async #match(clause) {
      const { kind, term, terms, isOpen } = clause;
      if (kind === "phrase") return this.#phrase(terms);
      if (kind === "all") return this.#all(terms, false);
      const { forms, corrections } =
        kind === "word" ? await this.#forms(term, clause) : { forms: await this.#exactOrBegun(term, isOpen) };
      const { common } = await this.head();
      if (kind === "compound" && forms.length === 0 && !terms.some((term) => common.includes(term))) return this.#all(terms, true);
      const strengths = new Map();
      for (const { term, form } of forms) {
        term.documents.forEach((document, at) => {
          const strength = (term.weights[at] + 1) * form;
          if (strength > (strengths.get(document) ?? 0)) strengths.set(document, strength);
        });
      }
      return { strengths, marks: [new Set(forms.map(({ term }) => term.text))], corrections };
    }

    /** The documents that have terms side by side. Common words have no positions: they are left out, unless there are no others. */
    async #phrase(terms) {
      const { common } = await this.head();
      const located = terms.filter((term) => !common.includes(term));
      return located.length > 0 ? this.#all(located, true) : this.#all(terms, false);
    }

    async #all(texts, sideBySide) {
      const nothing = { strengths: new Map(), marks: [] };
      const terms = await this.#findAll(texts);
      if (terms.length < texts.length || terms.length === 0) return nothing;
      const positions = sideBySide ? await Promise.all(terms.map((term) => this.#positions(term))) : [];
      const places = terms.map(({ documents }) => new Map(documents.map((document, at) => [document, at])));
      const strengths = new Map();
      for (const document of terms[0].documents) {
        if (!places.every((place) => place.has(document))) continue;
        const at = places.map((place) => place.get(document));
        const sets = positions.map((lists, number) => new Set(lists[at[number]]));
        const isThere = (start) => sets.every((set, distance) => set.has(start + distance));
        if (sideBySide && ![...sets[0]].some(isThere)) continue;
        strengths.set(document, (Math.max(...terms.map(({ weights }, number) => weights[at[number]])) + 1) * EXACT);
      }
      return { strengths, marks: texts.map((text) => new Set([text])) };
    }

    /** The positions of a term in each of its documents. Pieces without positions share a file. */
    async #positions({ number, place }) {
      const head = await this.head();
      const [terms, bits] = await Promise.all([this.#terms(number), this.#piece(head.pieces[number][2])]);
      if (!this.#located.has(number)) this.#located.set(number, decodePositions(bits, terms));
      return this.#located.get(number)[place];
    }

    /**
     * Evaluates a query, and filters as pairs of key and value.
     *
     * The hits come best first, each a document with its score; `isPartial` says that none has all words; `corrections` are
     * words with those that were searched instead, `missing` those that no incident has, `suggestions` similar ones; `marks` are
     * sets of terms, of which a text should have as many as possible.
     */
    async search(query, filters = []) {
      const { documents, keys } = await this.head();
      const chosen = filters.map(([key, value]) => ({ kind: "filter", term: filterTerm(key, value), isOpen: false }));
      const clauses = [...parse(query, keys), ...chosen];
      const matches = await Promise.all(clauses.map((clause) => this.#match(clause)));
      const found = Array.from({ length: documents }, (_, document) => ({ document, words: 0, filters: 0, score: 0 }));
      const result = { hits: [], isPartial: false, corrections: [], missing: [], suggestions: [], marks: [] };
      let [wanted, narrowing] = [0, 0];
      clauses.forEach(({ kind, isExcluded, text }, number) => {
        const { strengths, marks, corrections } = matches[number];
        if (corrections?.length > 0) result.corrections.push([text, corrections]);
        if (isExcluded) {
          for (const document of strengths.keys()) found[document].isExcluded = true;
        } else if (kind === "filter") {
          narrowing += 1;
          for (const document of strengths.keys()) found[document].filters += 1;
        } else {
          wanted += 1;
          result.marks.push(...marks);
          if (strengths.size === 0) result.missing.push(text);
          const rare = rarity(documents, strengths.size);
          for (const [document, strength] of strengths) {
            found[document].words += 1;
            found[document].score += rare * strength;
          }
        }
      });
      const passing = clauses.length > 0 ? found.filter((of) => !of.isExcluded && of.filters === narrowing) : [];
      const most = passing.reduce((most, { words }) => Math.max(most, words), 0);
      if (wanted === 0 || most > 0) {
        result.isPartial = most < wanted;
        const hits = passing.filter(({ words }) => words === most);
        result.hits = hits.sort((one, other) => other.score - one.score || other.document - one.document);
      } else if (result.missing.length > 0) {
        const word = folded(result.missing[0]);
        result.suggestions = (await this.#wordsWithin([...word].length < SHORTEST_TYPO ? 1 : 2, word)).slice(0, SUGGESTIONS);
      }
      return result;
    }

    /** The row of a document: what a result shows of it. */
    async row(document) {
      const { tables, rows } = await this.head();
      return (await this.#piece(tables[Math.floor(document / rows)]))[document % rows];
    }

    /** How many of some documents each filter has, each a pair of key and value. */
    async counts(filters, documents) {
      const count = async ([key, value]) =>
        (await this.#find(filterTerm(key, value)))?.documents.filter((document) => documents.has(document)).length ?? 0;
      return Promise.all(filters.map(count));
    }
  }

  return Object.assign((name, content) => received.set(name, content), { Index, chunks });
})();
