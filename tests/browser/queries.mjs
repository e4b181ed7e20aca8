// Queries that the browser and the terminal must answer alike, beside those in tests/data/search.

/** Queries for what the shared file does not hold the two engines to: forms that are odd, unfinished or hostile. */
export const ODD = [
  "", " ", "-", "--", "\"", "\"\"", "-\"", "“”", ":", "::", "a:b", "service:", "service:\"\"", "-service:", ":service=payment-api", "|", "~",
  "<script>alert(1)</script>", "payment | pool", "po", "poo", "pool", "pool ", "pool.", "pools", "pooling", "pooled", "exhaust", "norvik", "nrrovik",
  "xyzzyplugh", "norrvikk exhausstion", "pool xyzzyplugh", "database -payment", "-payment", "-xyzzyplugh", "the of and", "\"of the\"", "\"the pool\"",
  "\"connection pool\"", "\"pool connection\"", "-\"connection pool\"", "\"connection pool", "„connection pool“", "pool\"connection pool\"",
  "service:payment-api", "service:\"Payment API\"", "service:payment", "SERVICE:Payments-API", "-service:payment-api", "service:payment-api pool",
  "severity:sev1", "severity:SEV2 year:2024", "year:20", "year:2024 year:2025", "status:resolved", "has:overdue", "has:open-actions", "has:", "region:eu",
  "tag:database", "team:payments certificate", "INC-2024", "INC-2024-0315-001", "inc-2024-0315-001", "2024-03-15", "0315", "19:50", "50", "5", "v2.3", "v2.3.1",
  "2.3.1", "payment-api", "payment_api", "payment-ap", "api.payment", "a-b-c-d-e-f-g-h-i-j", "https://tracker.example.com/DB-902",
  "https://wiki.example.com/a/b/c/d/e/f/g/h/i", "DB-902,PAY-2680", "#incidents", "@sarah", "C++", "max_slot_wal_keep_size", "maxSlotWal", "HTTPServer", "QuotaExceeded",
  "quotaExceed", "kuchenplan", "KÜCHENPLAN", "Ku\u0308chenplan", "Küchenplan", "grosse", "Größe", "ＰＡＹ－２６８０", "ﬁle", "検索", "検", "検索-index", "索", "決済API障害",
  "東京", "京", "\"検索 東京\"", "한국어", "ไทย", "\u{20000}", "\u{1F525}", "\uD800", "\u0000", "\u0300", "İstanbul", "ὈΔΥΣΣΕΎΣ", "½", "10²", "😀 pool", "a".repeat(300), "a-".repeat(200),
  "\u00a0pool\u00a0", "pool\u0085connection", "pool\ufeffconnection", "payment\u00adapi", "زمن", "été", "e\u0301te\u0301", "constructor", "__proto__", "toString",
];

/** Random queries, the same ones every time: words of the archive, cut, joined and quoted at random. */
export function random(count, words) {
  let seed = 7;
  const next = (below) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  const shapes = [
    (word) => word,
    (word) => word.slice(0, 1 + next(word.length)),
    (word) => word.slice(next(word.length)),
    (word) => `-${word}`,
    (word) => `"${word} ${words[next(words.length)]}"`,
    (word) => word.slice(0, 1) + word.slice(2),
    (word) => `${word}${"-_./:@#+"[next(8)]}${words[next(words.length)]}`,
  ];
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + next(3) }, () => shapes[next(shapes.length)](words[next(words.length)])).join(" "),
  );
}
