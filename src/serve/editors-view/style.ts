/** The desk's own rules, after those of the site, whose tokens they use. */
export const deskStyle = `
.desk-masthead { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 2rem; border-block-end: 1px solid var(--hairline); }
.desk-masthead .hint { margin: 0; }
.desk-masthead a:not(.site-name) { display: inline-block; padding-block: 0.375rem; }
.desk h1 { margin-block-end: 0.25rem; font-size: var(--h1); }
.desk h2 { margin-block: 2.5rem 1rem; }
.desk h3 { margin-block: 2rem 0.25rem; }
.desk h4 { margin-block: 1.5rem 0.5rem; }
.columns h3 { margin-block-start: 0; }
.desk > section > p, .desk-note { max-width: var(--measure); }
.desk-note { margin-block: 1rem; padding: 0.75rem 1rem; border-inline-start: 4px solid var(--accent); background: var(--tint); }
.desk-contents { display: flex; flex-wrap: wrap; column-gap: 1.25rem; margin: 0; padding: 0; list-style-type: ""; font-size: var(--small); }
.desk-contents a { display: inline-block; padding-block: 0.375rem; }
.tiles { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1px; margin: 1rem 0 0; border: 1px solid var(--hairline); background: var(--hairline); }
.tiles > div { padding: 0.75rem 1rem; background: var(--paper); }
.tiles > div:last-child { grid-column: 1 / -1; }
.tiles dt { color: var(--muted); font-size: var(--small); }
.tiles dd { margin: 0; font-family: var(--headline-font); font-size: var(--h2); font-weight: 700; line-height: var(--tight); }
.tiles > div:last-child dd { font-size: var(--h3); }
.tiles dd small { display: block; margin-block-start: 0.25rem; font-family: var(--font); font-size: var(--small); font-weight: 400; line-height: var(--snug); }
.problems, .desk-stories, .scored { margin: 0; padding: 0; list-style-type: ""; }
.problems li { padding-block: 0.75rem; border-block-end: 1px solid var(--hairline); }
.problems p { margin: 0.25rem 0 0; }
.problems code, .desk-words code, .desk-code { overflow-wrap: anywhere; font-family: ui-monospace, monospace; font-size: var(--small); }
.problem-kind { margin-inline-end: 0.5em; padding: 0 0.5em; border: 1px solid currentcolor; font-size: var(--small); font-weight: 700; }
.problem-error { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.desk-code { margin: 0.75rem 0; padding: 0.75rem 1rem; overflow-x: auto; background: var(--tint); font-size: var(--small); line-height: 1.6; white-space: pre-wrap; }
.columns { display: grid; gap: 1.5rem 3rem; }
.columns > * { min-width: 0; }
.columns ol { margin: 0.5rem 0 0; padding-inline-start: 1.75em; }
.columns li { padding-block: 0.25rem; line-height: var(--snug); }
.columns .hint { margin: 0; }
.scored { border-block-end: 1px solid var(--hairline); }
.scored > li { padding-block: 1rem; border-block-start: 1px solid var(--hairline); }
.scored > li > p { margin: 0 0 0.25rem; line-height: var(--snug); }
.scored .rank { margin-inline-end: 0.4em; color: var(--muted); }
.why { font-size: var(--small); font-weight: 700; }
.why-not { color: var(--accent); font-size: var(--small); font-weight: 700; }
.parts { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.75rem 1.5rem; margin: 0.5rem 0 0; font-size: var(--small); line-height: var(--snug); }
.parts > div { display: flex; flex-direction: column; justify-content: space-between; }
.parts > div:first-child { grid-column: 1 / -1; }
.parts dt { color: var(--muted); }
.parts dd { margin: 0; }
.parts small { color: var(--muted); font-size: 1em; }
.parts dt::first-letter, .why::first-letter, .why-not::first-letter, .columns .hint::first-letter { text-transform: uppercase; }
.bar { display: block; width: 100%; height: 0.5rem; margin-block-start: 0.25rem; }
.bar-ground { fill: var(--tint); }
.bar-value { fill: var(--muted); }
.parts > div:first-child .bar-value { fill: var(--accent); }
.desk-words { display: flex; flex-wrap: wrap; gap: 0.375rem; margin: 0.75rem 0 0; padding: 0; list-style-type: ""; font-size: var(--small); line-height: var(--snug); }
.desk-words li { padding: 0.125rem 0.5rem; background: var(--tint); }
.desk-words span { color: var(--muted); }
.desk-stories li { padding-block: 0.25rem; line-height: var(--snug); }
.desk-stories a { display: inline-block; padding-block: 0.25rem; }
.desk-stories .hint { display: block; }
.desk-search { margin-block: 1rem; max-width: var(--measure); }
.desk-search label { font-weight: 700; }
.desk-search div { display: flex; gap: 0.5rem; margin-block-start: 0.25rem; }
.desk-search input { flex: 1; min-width: 0; padding: 0.5rem 0.75rem; border: 1px solid var(--muted); background: var(--paper); color: var(--ink); font: inherit; }
.desk .rule-heading + * { margin-block-start: 0.5rem; }
@media (min-width: 48rem) {
  .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)) minmax(0, 2fr); }
  .tiles > div:last-child { grid-column: auto; }
  .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .parts { grid-template-columns: minmax(0, 2fr) repeat(auto-fit, minmax(6rem, 1fr)); }
  .parts > div:first-child { grid-column: auto; }
  .desk-stories .hint { display: inline; margin-inline-start: 0.5em; }
}
`;
