import { renderPage } from './layout.js';

export const notFoundPage = (): string =>
  message('Page not found', 'There is no page at this address. The menu above leads to those that there are.');

export const serverErrorPage = (): string =>
  message('Something went wrong', 'We could not show this page. Please try again in a few minutes.');

export const formFailedPage = (): string =>
  message('We could not take that', 'Your form did not reach us, and we are sorry. Please try again in a few minutes.');

const message = (title: string, text: string): string =>
  renderPage({
    path: '-',
    title,
    description: text,
    main: `<section class="narrow"><h1>${title}</h1><p class="lead">${text}</p><p><a href="/">Back to the start</a></p></section>`,
  });
