import { renderPage } from './layout.js';

const TUTORS = [
  { name: 'Harriet Lowe', subject: 'Mathematics', level: 'GCSE and A level', hour: 62, hue: 'green' },
  { name: 'Idris Vaughan', subject: 'Physics', level: 'A level and university entrance', hour: 70, hue: 'blue' },
  { name: 'Meera Nair', subject: 'English', level: '11+ and GCSE', hour: 58, hue: 'rose' },
  { name: 'Tom Ashby', subject: 'Latin and Greek', level: 'School entrance to A level', hour: 66, hue: 'sand' },
] as const;

export const tutorsPage = (): string =>
  renderPage({
    path: '/tutors',
    title: 'Our tutors',
    description: 'Four of our tutors, what they teach, and what an hour costs.',
    main: `<section>
<h1>Our tutors</h1>
<p class="lead">Every one of them was interviewed twice, checked, and watched while teaching.</p>
<ul class="cards">${TUTORS.map(card).join('')}</ul>
</section>`,
  });

const card = ({ name, subject, level, hour, hue }: (typeof TUTORS)[number]): string => `<li class="card">
<img src="/assets/portrait-${hue}.svg" alt="" width="72" height="72">
<div><h2>${name}</h2><p>${subject}</p><p class="soft">${level}</p></div>
<p class="price">£${hour}<span class="soft"> an hour</span></p>
</li>`;
