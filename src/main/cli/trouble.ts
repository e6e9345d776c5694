type Words = Readonly<Record<string, string>>;

const UNREADABLE: Words = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
};

const UNWRITABLE: Words = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is a file where a folder is needed',
  EISDIR: 'it is a folder',
  EACCES: 'this account may not',
  EPERM: 'this account may not',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this account’s share of the disk is full',
};

const said = (error: unknown, words: Words): string => {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return words[code ?? ''] ?? (error instanceof Error ? error.message : String(error));
};

/** Why a file cannot be read, in words for the person who named it. */
export const whyUnreadable = (error: unknown): string => said(error, UNREADABLE);

/** Why a file, or an answer, cannot be written. */
export const whyUnwritable = (error: unknown): string => said(error, UNWRITABLE);
