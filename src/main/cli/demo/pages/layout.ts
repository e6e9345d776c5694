/** One page of the site: what varies between them. */
export interface Page {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly main: string;
}

const LINKS = [
  ['/tutors', 'Tutors'],
  ['/inquiry', 'Ask us'],
  ['/booking', 'Book a lesson'],
] as const;

/** A whole document around a page's content. */
export const renderPage = ({ path, title, description, main }: Page): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Albion Tutors</title>
<meta name="description" content="${description}">
<link rel="icon" href="/assets/crest.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/site.css">
<script src="/assets/site.js" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="top">
<a class="brand" href="/"><img src="/assets/crest.svg" alt="" width="36" height="36"><span>Albion Tutors</span></a>
<nav aria-label="Main">${LINKS.map(([to, text]) => link(to, text, path)).join('')}</nav>
</header>
<main id="content">
${main}
</main>
<footer class="foot"><p>Albion Tutors is a made-up agency. Its site exists to be broken on purpose.</p></footer>
</body>
</html>
`;

const link = (to: string, text: string, path: string): string =>
  `<a href="${to}"${path.startsWith(to) ? ' aria-current="page"' : ''}>${text}</a>`;
