/** The style of the public pages; stands inside each of them. */
export const PAGE_STYLE = `
:root { color-scheme: light; --ink: #2a1f14; --red: #b3261e; --sand: #fff7ea; --line: #e6d5b8; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--sand); color: var(--ink); font: 1.0625rem/1.6 system-ui, "Segoe UI", Roboto, sans-serif; }
header, footer { max-width: 42rem; margin: 0 auto; padding: .75rem 1rem; font-size: .9375rem; }
header { color: var(--red); font-weight: 600; }
footer { border-top: 1px solid var(--line); color: #5d4c3a; }
main { max-width: 42rem; margin: 0 auto; padding: 0 1rem 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: .25rem 0 1rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 1.75rem 0 .5rem; }
img, video { max-width: 100%; height: auto; border-radius: .5rem; border: 1px solid var(--line); }
audio { width: 100%; }
a { color: var(--red); }
ul, ol { padding-left: 1.4rem; }
li { margin: .3rem 0; }
.numbers { background: #fff; border: 2px solid var(--red); border-radius: .75rem; padding: .25rem 1rem; margin: 1.5rem 0; }
.numbers p { margin: .5rem 0; font-weight: 700; }
.source { font-size: .9375rem; color: #5d4c3a; }
.items { list-style: none; padding: 0; }
.items li { border: 1px solid var(--line); background: #fff; border-radius: .5rem; margin: .75rem 0; }
.items a { display: block; padding: .875rem 1rem; text-decoration: none; font-weight: 600; }
.items small { display: block; color: #5d4c3a; font-weight: 400; }
`;
