import { renderPage } from './layout.js';

const PERSON = `<label>Your name<input name="name" autocomplete="name" required maxlength="100"></label>
<label>Email<input name="email" type="email" autocomplete="email" required maxlength="200"></label>`;

const SUBJECTS = ['Mathematics', 'English', 'Physics', 'Latin and Greek', 'Something else'];
const subjectField = `<label>Subject<select name="subject">${SUBJECTS.map((subject) => `<option>${subject}</option>`).join('')}</select></label>`;

export const inquiryPage = (problem: string | null = null): string =>
  renderPage({
    path: '/inquiry',
    title: 'Ask us',
    description: 'Tell us what you are looking for.',
    main: `<section class="narrow">
<h1>Ask us</h1>
<p class="lead">Tell us what you are looking for. A person answers, usually within the day.</p>
${problemNote(problem)}<form method="post" action="/inquiry">
${PERSON}
${subjectField}
<label>What would help?<textarea name="message" rows="5" maxlength="2000"></textarea></label>
<button class="button">Send inquiry</button>
</form>
</section>`,
  });

export const bookingPage = (problem: string | null = null): string =>
  renderPage({
    path: '/booking',
    title: 'Book a lesson',
    description: 'Choose a day for a first lesson.',
    main: `<section class="narrow">
<h1>Book a lesson</h1>
<p class="lead">The first hour is on us if you do not want a second one.</p>
${problemNote(problem)}<form method="post" action="/booking">
${PERSON}
${subjectField}
<label>Day<select name="day"><option>Monday</option><option>Tuesday</option><option>Wednesday</option><option>Thursday</option><option>Friday</option><option>Saturday</option></select></label>
<button class="button">Confirm booking</button>
</form>
</section>`,
  });

const problemNote = (problem: string | null): string =>
  problem === null ? '' : `<p class="problem" role="alert">${problem}</p>\n`;

export const inquiryThanksPage = (): string =>
  thanks('/inquiry', 'Thank you', 'Your inquiry is with us. Someone will write to you, usually within the day.');

export const bookingThanksPage = (): string =>
  thanks('/booking', 'Your lesson is booked', 'We have sent the details to you and to the tutor. See you soon.');

const thanks = (path: string, title: string, text: string): string =>
  renderPage({
    path,
    title,
    description: text,
    main: `<section class="narrow"><h1>${title}</h1><p class="lead">${text}</p><p><a href="/">Back to the start</a></p></section>`,
  });
