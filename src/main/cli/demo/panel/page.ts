/** The panel's page. What it shows comes from the site by the script. */
export const PANEL_PAGE = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Break it · Albion Tutors</title>
<link rel="icon" href="/break-it/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/break-it/panel.css">
<script src="/break-it/panel.js" defer></script>
</head>
<body>
<header>
<div><h1>Break it</h1><p>Turn a fault on, then watch the console notice. Turn it off, and watch it recover.</p></div>
<button id="mend" type="button" disabled>Mend everything</button>
</header>
<main>
<p id="summary" role="status" aria-live="polite">Asking the site…</p>
<ul id="faults"></ul>
</main>
<footer><a id="site" href="/">Open the site</a> <a id="secure" href="/">Open the secure site</a></footer>
<noscript><p>This panel needs JavaScript. Without it, post {"fault":"server-error","on":true} to /break-it/faults.</p></noscript>
</body>
</html>
`;
