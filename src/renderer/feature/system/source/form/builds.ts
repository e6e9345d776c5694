import type { Field } from '../../../../ui/form/field.js';
import { every, url } from './common.js';
import type { SourceForm } from './source-form.js';

const webhookSecret = (service: string): Field => ({
  key: 'webhookSecret',
  label: 'Key of its webhook',
  hint: `With it, ${service} may tell this desk of a build the moment it ends.`,
  kind: 'secret',
});

export const github: SourceForm = {
  name: 'GitHub builds',
  brings: 'Each run of a workflow as a build: passed, failed, cancelled.',
  before: 'A fine-grained token with Actions: read for the repository; a public one is read without.',
  path: ['sources', 'builds', 'github'],
  trial: 'Asks GitHub for the last runs.',
  fields: [
    {
      key: 'owner',
      label: 'Owner',
      hint: 'The user or organisation in the repository’s address.',
      kind: 'text',
      isRequired: true,
    },
    { key: 'repository', label: 'Repository', hint: 'Its name.', kind: 'text', isRequired: true },
    { key: 'token', label: 'Token', hint: 'github_pat_…; without one GitHub answers 60 times an hour.', kind: 'secret' },
    { key: 'workflow', label: 'Workflow', hint: 'Such as deploy.yml; all of them where empty.', kind: 'text' },
    { key: 'branch', label: 'Branch', hint: 'The repository’s default branch where empty; * for all of them.', kind: 'text' },
    webhookSecret('GitHub'),
    url('https://api.github.com where empty; your own server’s otherwise.'),
    every('60s'),
  ],
  inText: [],
};

export const vercel: SourceForm = {
  name: 'Vercel builds',
  brings: 'Each deployment as a build, and what went live.',
  before: 'In Vercel: Account Settings, Tokens, for the team that owns the project.',
  path: ['sources', 'builds', 'vercel'],
  trial: 'Asks Vercel for the last deployments.',
  fields: [
    { key: 'project', label: 'Project', hint: 'Its name or its id.', kind: 'text', isRequired: true },
    { key: 'token', label: 'Token', hint: 'Shown by Vercel once.', kind: 'secret', isRequired: true },
    { key: 'team', label: 'Team', hint: 'Its id, where a team owns the project.', kind: 'text' },
    {
      key: 'deployments',
      label: 'Deployments',
      hint: 'Only what is meant to go live, or previews as well.',
      kind: 'choice',
      options: [
        { value: '', label: 'To production, unless told otherwise' },
        { value: 'production', label: 'To production' },
        { value: 'all', label: 'All, previews too' },
      ],
    },
    webhookSecret('Vercel'),
    url('https://api.vercel.com where empty.'),
    every('60s'),
  ],
  inText: [],
};
