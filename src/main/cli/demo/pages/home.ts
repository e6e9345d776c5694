import { renderPage } from './layout.js';

const STEPS = [
  ['Tell us about your child', 'What they study, what is hard, and what you hope for. It takes two minutes.'],
  ['Meet two tutors', 'We suggest two people who fit, and you talk to both before you choose.'],
  ['Have a first lesson', 'If it is not right, you owe us nothing and we look again.'],
] as const;

export const homePage = (): string =>
  renderPage({
    path: '/',
    title: 'Private tuition at home and online',
    description: 'Patient private tutors for school entrance, GCSE and A level.',
    main: `<section class="hero">
<div>
<h1>Someone who has time for your child</h1>
<p class="lead">Private tuition from people who teach because they love their subject. At your kitchen table, or online.</p>
<p class="actions"><a class="button" href="/booking">Book a lesson</a> <a class="button quiet" href="/inquiry">Ask us first</a></p>
</div>
<img src="/assets/desk.svg" alt="A desk by a window with an open book and a lamp" width="480" height="340">
</section>
<section>
<h2>How it begins</h2>
<ol class="steps">${STEPS.map(([title, text]) => `<li><h3>${title}</h3><p>${text}</p></li>`).join('')}</ol>
</section>
<section class="quote"><blockquote><p>“She used to hide her maths book. Last week she explained fractions to her brother.”</p></blockquote>
<p>A mother in Bath</p></section>`,
  });
