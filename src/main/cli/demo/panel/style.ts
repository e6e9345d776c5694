export const PANEL_STYLE = `:root {
  color-scheme: light dark;
  --ground: #f6f7f8; --card: #ffffff; --ink: #17191c; --soft: #5b6168; --line: #dcdfe3; --accent: #2456c9; --broken: #b3261e; --broken-wash: #fdf1f0; --track: #767d86; --knob: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101214; --card: #181b1e; --ink: #e9ebed; --soft: #a0a7ae; --line: #2c3136; --accent: #8fb0ff; --broken: #ff8f85; --broken-wash: #2a1a19; --track: #7b838b; --knob: #101214;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px 24px; max-width: 1120px; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
header { display: flex; flex-wrap: wrap; gap: 16px; align-items: center; justify-content: space-between; }
h1 { font-size: 24px; line-height: 1.25; margin: 0; }
h2 { font-size: 15px; margin: 0; display: flex; gap: 8px; align-items: baseline; }
p { margin: 0; }
header p, .breaks { color: var(--soft); }
#summary { margin: 24px 0 12px; min-height: 1.5em; }
ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 6px; background: var(--card); overflow: hidden; }
li { display: grid; grid-template-columns: 1fr 168px 52px; gap: 8px 24px; align-items: center; padding: 12px 20px; border-left: 3px solid transparent; }
li + li { border-top: 1px solid var(--line); }
li[data-on] { border-left-color: var(--broken); background: var(--broken-wash); }
.badge { font-size: 11px; font-weight: 600; color: var(--broken); visibility: hidden; }
li[data-on] .badge { visibility: visible; }
.expect { font-size: 13px; margin-top: 4px; }
.expect b { font-weight: 600; }
.dial { display: grid; gap: 4px; font-size: 13px; color: var(--soft); }
.dial span { display: flex; gap: 8px; align-items: center; }
input, select, button { font: inherit; color: var(--ink); }
input, select { width: 100%; min-width: 0; padding: 4px 8px; background: var(--ground); border: 1px solid var(--track); border-radius: 4px; }
input { text-align: right; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
#mend { padding: 8px 16px; background: var(--card); border: 1px solid var(--track); border-radius: 6px; font-weight: 600; cursor: pointer; }
#mend:disabled { opacity: 0.55; cursor: default; }
.switch { width: 44px; height: 24px; padding: 0; border: 0; border-radius: 12px; background: var(--track); cursor: pointer; justify-self: end; position: relative; }
.switch::after { content: ''; position: absolute; top: 4px; left: 4px; width: 16px; height: 16px; border-radius: 50%; background: var(--knob); transition: translate 120ms; }
.switch[aria-checked='true'] { background: var(--broken); }
.switch[aria-checked='true']::after { translate: 20px 0; }
footer { display: flex; gap: 24px; margin-top: 16px; }
a { color: var(--accent); }
.lost { color: var(--broken); font-weight: 600; }
@media (max-width: 640px) { li { grid-template-columns: 1fr 52px; } .dial { grid-row: 2; grid-column: 1 / -1; } .switch { grid-row: 1; grid-column: 2; } li > span:empty { display: none; } }
@media (prefers-reduced-motion: reduce) { .switch::after { transition: none; } }
@media (forced-colors: active) { .switch { border: 1px solid ButtonText; } .switch::after { background: ButtonText; } }
`;
