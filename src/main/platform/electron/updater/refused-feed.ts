/** What came is not what the maker of this app signed. */
export class RefusedFeed extends Error {
  override readonly name = 'RefusedFeed';
}
