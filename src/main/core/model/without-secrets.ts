/** A login before the host, also as browsers read it where slashes are missing or lean the other way. */
const LOGIN = /^(https?:)[\\/]*[^\\/?#]*@/i;
/** What is called so in a query proves who calls. */
const PROOF =
  /([?&;](?:[^=&;#]*[._-])?(?:access|api|auth|client|private|secret|session)?[_-]?(?:key|token|secret|sig|signature|password|passwd|pwd)=)[^&;#]*/gi;

/** A web address as it may be shown and kept: without a login, and with `…` for what in its query proves who calls. */
export const withoutSecrets = (address: string): string => address.replace(LOGIN, '$1//').replace(PROOF, '$1…');
