import type { readTag } from '../assets/scan-html.js';

type Tag = ReturnType<typeof readTag>;

/** Counts what a page asks its visitors for, form by form; fields that stand in none are taken for one of their own. */
export interface FormScan {
  take(tag: Tag): void;
  /** The form is over. */
  end(): void;
  /** Whether one of them asks for more than a search does: for words of one's own, for who one is, or for two things. */
  readonly hasForm: () => boolean;
  readonly hasPassword: () => boolean;
}

/** What nobody is asked for who merely looks for something. */
const TELLING: ReadonlySet<string> = new Set(['email', 'tel', 'password', 'url']);
const PLAIN: ReadonlySet<string> = new Set(['', 'text', 'date', 'datetime-local', 'month', 'week', 'number', 'time', 'file']);
/** What the box of a search is called, where its type does not say so. */
const SEARCHES: ReadonlySet<string> = new Set(['q', 's', 'query', 'search']);

export const createFormScan = (): FormScan => {
  let [plain, isSearch, hasForm, hasPassword] = [0, false, false, false];
  const begin = (role = ''): void => {
    plain = 0;
    isSearch = role.toLowerCase() === 'search';
  };
  const input = (type: string, name: string): void => {
    hasPassword ||= type === 'password';
    hasForm ||= TELLING.has(type);
    isSearch ||= type === 'search' || SEARCHES.has(name);
    if (PLAIN.has(type)) plain += 1;
  };
  return {
    take: ({ name, attributes }) => {
      if (name === 'form') begin(attributes.get('role'));
      if (name === 'textarea') hasForm = true;
      if (name === 'select') plain += 1;
      if (name === 'input') input((attributes.get('type') ?? '').toLowerCase(), (attributes.get('name') ?? '').toLowerCase());
      hasForm ||= plain > 1 && !isSearch;
    },
    end: () => begin(),
    hasForm: () => hasForm,
    hasPassword: () => hasPassword,
  };
};
