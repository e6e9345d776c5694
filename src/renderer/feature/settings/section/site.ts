import { list, number, type SettingsSection, text } from './settings-section.js';

export const site: SettingsSection = {
  id: 'site',
  name: 'Site and contacts',
  what: 'What is watched, in which time zone and currency, and whom Help names.',
  fields: [
    text('site.name', 'Name', 'In messages and on the screen.'),
    text('site.url', 'Address', 'Such as https://www.example.org.'),
    text('site.timeZone', 'Time zone', 'Of every time that is shown, of quiet hours and summaries: Europe/London.'),
    text('site.currency', 'Currency', 'Three letters; GBP where empty.'),
    text('site.locale', 'Locale', 'How numbers and dates are written; en-GB where empty.'),
    text('site.contacts.technical', 'Technical contact', 'For technical trouble.'),
    text('site.contacts.alerts', 'Contact for alerts', 'For the rules and their limits.'),
    text('site.contacts.emergency', 'Emergency contact', 'For emergencies.'),
    text('site.contacts.business', 'Business contact', 'For the business.'),
    {
      key: 'profile',
      label: 'Profile',
      hint: 'The rules and limits that are built in.',
      kind: 'choice',
      options: [
        { value: '', label: 'The royal-client standard, unless told otherwise' },
        { value: 'royal-client', label: 'The royal-client standard' },
        { value: 'none', label: 'None: an empty start' },
      ],
    },
  ],
  inText: [],
};

export const business: SettingsSection = {
  id: 'business',
  name: 'Business',
  what: 'What a completed form is worth, what is at stake in all, and with whose pages to compare.',
  fields: [
    {
      key: 'business.values',
      label: 'Worth of a form',
      hint: 'In the site’s currency, for each form that was completed.',
      kind: 'rows',
      as: 'values',
      one: 'Form',
      columns: [
        { key: 'form', label: 'Form', hint: 'Such as booking.' },
        { key: 'value', label: 'Worth', hint: 'Such as 250.', holds: 'number' },
      ],
    },
    number('business.opportunity', 'At stake in all', 'In the site’s currency, such as 400000.'),
    {
      key: 'business.experiments',
      label: 'Experiments',
      hint: 'With which variant the others are compared, and how visits are meant to be shared out.',
      kind: 'rows',
      as: 'map',
      one: 'Experiment',
      columns: [
        { key: 'name', label: 'Name', hint: 'What you call it, such as booking-form.' },
        { key: 'control', label: 'Control', hint: 'Such as original. Empty: one called control, else the busiest.' },
        { key: 'shares', label: 'Shares', hint: 'Such as original 90, short 10. Empty: even.', holds: 'numbers' },
      ],
    },
    {
      key: 'competitors',
      label: 'Competitors',
      hint: 'Pages of others, measured in the same way.',
      kind: 'rows',
      as: 'list',
      one: 'Competitor',
      columns: [
        { key: 'name', label: 'Name', hint: 'Whose page it is.' },
        { key: 'url', label: 'Address', hint: 'Such as https://tutors.example.com/.' },
      ],
    },
  ],
  inText: [],
};

const SIZES = [
  ['javascriptInitial', 'Script before it can be used', '150KB'],
  ['javascript', 'All script', '300KB'],
  ['cssCritical', 'Style before the first paint', '14KB'],
  ['css', 'All style', '100KB'],
  ['imageHero', 'Largest picture in sight', '150KB'],
  ['images', 'All pictures', '500KB'],
  ['weight', 'Everything', '800KB'],
] as const;

const COUNTS = [
  ['requests', 'Requests', '25'],
  ['thirdParty', 'Requests to others', '5'],
] as const;

export const budgets: SettingsSection = {
  id: 'budgets',
  name: 'Budgets',
  what: 'What pages may weigh and ask for, and what Lighthouse must find. Empty: the profile’s.',
  fields: [
    ...SIZES.map(([key, label, usual]) => text(`budgets.defaults.${key}`, label, `Of every page, such as ${usual}.`)),
    ...COUNTS.map(([key, label, usual]) => number(`budgets.defaults.${key}`, label, `Of every page, such as ${usual}.`)),
    {
      key: 'budgets.pages',
      label: 'Single pages',
      hint: 'By the name of the page; what is left empty is as for every page.',
      kind: 'rows',
      as: 'map',
      one: 'Page',
      columns: [
        { key: 'page', label: 'Page', hint: 'Such as home.' },
        ...SIZES.map(([key, label, usual]) => ({ key, label, hint: `Such as ${usual}.` })),
        ...COUNTS.map(([key, label, usual]) => ({ key, label, hint: `Such as ${usual}.`, holds: 'number' as const })),
      ],
    },
    number('lighthouse.performance', 'Lighthouse: performance', 'At least; 90 where empty.'),
    number('lighthouse.accessibility', 'Lighthouse: accessibility', 'At least; 95 where empty.'),
    number('lighthouse.bestPractices', 'Lighthouse: best practices', 'At least; 90 where empty.'),
    number('lighthouse.seo', 'Lighthouse: SEO', 'At least; 95 where empty.'),
  ],
  inText: [],
};

export const objectives: SettingsSection = {
  id: 'objectives',
  name: 'Service levels',
  what: 'What is promised, and over how long it is counted.',
  fields: [
    {
      key: 'objectives',
      label: 'Promises',
      hint: 'Beside the profile’s. One with the id of a built-in one replaces that.',
      kind: 'rows',
      as: 'list',
      one: 'Promise',
      columns: [
        { key: 'id', label: 'Id', hint: 'Such as uptime.' },
        { key: 'kind', label: 'About', hint: 'availability, latency, errors, lighthouse or web-vitals.' },
        { key: 'target', label: 'Share that must be good', hint: 'Such as 99.9%.' },
        { key: 'over', label: 'Counted over', hint: '30d where empty.' },
        { key: 'under', label: 'Good is under', hint: 'Of latency alone: 2s where empty.' },
      ],
    },
  ],
  inText: ['objectives[].match'],
};

export const connectivity: SettingsSection = {
  id: 'network',
  name: 'This desk’s own network',
  what: 'What is asked whether it works before a page that cannot be reached is called down.',
  fields: [
    list('connectivity.probes', 'Asked', 'Hosts with a port, separated by commas; 1.1.1.1:443 and 8.8.8.8:443 where empty.'),
    text('connectivity.every', 'Asked every', '30s where empty.'),
  ],
  inText: [],
};
