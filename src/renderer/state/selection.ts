import { create } from 'zustand';

/** The alert that the keys act on: the one that is opened, or that the cursor is on; null where there is none. */
export const useSelectedAlert = create<{ readonly alert: string | null }>(() => ({ alert: null }));

/** Says which alert that is, so that what lies over the page can act on it too. */
export const selectAlert = (alert: string | null): void => useSelectedAlert.setState({ alert });
