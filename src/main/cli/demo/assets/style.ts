export const SITE_STYLE = `:root {
  color-scheme: light dark;
  --paper: #fbfaf6; --card: #ffffff; --ink: #1d2a26; --soft: #5a6a64; --line: #d9ddd4; --green: #1f5a46; --on-green: #ffffff; --wash: #e9efe8;
  --problem: #8c1d18; --problem-wash: #fbeae8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131a18; --card: #1a2320; --ink: #e8ede9; --soft: #a3b1ab; --line: #2f3b37; --green: #8fd0b3; --on-green: #0d1f18; --wash: #1d2925;
    --problem: #ffb4ab; --problem-wash: #3a1f1d;
  }
}
* { box-sizing: border-box; }
:root { --edge: max(clamp(20px, 6vw, 96px), calc(50vw - 560px)); scrollbar-gutter: stable; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.6 system-ui, sans-serif; }
h1, h2, h3, .brand { font-family: Georgia, "Times New Roman", serif; font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(32px, 5vw, 46px); margin: 0 0 16px; }
h2 { font-size: 26px; margin: 0 0 16px; }
h3 { font-size: 19px; margin: 0 0 4px; }
p { margin: 0 0 16px; }
a { color: var(--green); }
:focus-visible { outline: 3px solid var(--green); outline-offset: 3px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 16px; top: 16px; background: var(--card); padding: 8px 16px; }
.top { display: flex; flex-wrap: wrap; gap: 8px 32px; align-items: center; justify-content: space-between; padding: 20px var(--edge); border-bottom: 1px solid var(--line); }
.brand { display: flex; gap: 12px; align-items: center; font-size: 21px; color: inherit; text-decoration: none; }
nav { display: flex; flex-wrap: wrap; gap: 4px 28px; }
nav a { color: inherit; text-decoration: none; padding: 4px 0; border-bottom: 2px solid transparent; }
nav a:hover, nav a[aria-current] { border-color: var(--green); }
main { padding: 0 var(--edge); }
section { padding: 48px 0 16px; }
.hero { display: grid; grid-template-columns: 1.1fr 1fr; gap: 48px; align-items: center; }
.hero img { width: 100%; height: auto; border-radius: 10px; }
.lead { font-size: 20px; color: var(--soft); max-width: 34em; }
.soft { color: var(--soft); font-weight: 400; }
.button { display: inline-block; background: var(--green); color: var(--on-green); border: 1px solid var(--green); border-radius: 6px; padding: 12px 22px; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.button.quiet { background: transparent; color: var(--green); }
.actions { display: flex; flex-wrap: wrap; gap: 12px; margin-top: 28px; }
.steps { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 32px; padding: 0; margin: 0; list-style: none; counter-reset: step; }
.steps li { counter-increment: step; border-top: 2px solid var(--green); padding-top: 16px; }
.steps li::before { content: counter(step); font: 600 15px/1 Georgia, serif; color: var(--green); }
.quote { background: var(--wash); border-radius: 10px; padding: 32px 40px 16px; margin: 32px 0 48px; }
.quote blockquote { margin: 0; font: italic 22px/1.5 Georgia, serif; }
.quote > p { color: var(--soft); }
.cards { list-style: none; margin: 24px 0 48px; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); gap: 20px; }
.card { display: flex; gap: 20px; align-items: center; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 20px; }
.card h2 { font-size: 20px; margin: 0; }
.card p { margin: 0; }
.card .price { margin-left: auto; font-weight: 600; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.card .price .soft { display: block; font-size: 14px; }
.narrow { max-width: 620px; padding-bottom: 64px; }
form { display: grid; gap: 18px; }
label { display: grid; gap: 6px; font-weight: 600; }
input, select, textarea { font: inherit; font-weight: 400; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: 6px; padding: 10px 12px; width: 100%; }
form .button { justify-self: start; }
.problem { color: var(--problem); background: var(--problem-wash); border-left: 4px solid; padding: 12px 16px; }
.foot { border-top: 1px solid var(--line); padding: 20px var(--edge); color: var(--soft); font-size: 15px; }
@media (max-width: 760px) {
  .hero { grid-template-columns: 1fr; }
  .cards { grid-template-columns: 1fr; }
  section { padding-top: 32px; }
}
`;

/** The one thing the site's script does: it keeps a form from being sent twice. */
export const SITE_SCRIPT = `for (const form of document.forms) {
  form.addEventListener('submit', () => {
    const button = form.querySelector('button');
    setTimeout(() => { button.disabled = true; button.textContent = 'Sending…'; });
  });
}
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
`;
