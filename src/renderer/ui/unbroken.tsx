import { Fragment } from 'react';

/** What must stay on one line: a range of numbers, or a number and its unit. */
const TOGETHER = /(\d[\d.,]*(?:–\d[\d.,]*| (?:%|ms|s|min|h|d|days|KB|MB|GB)(?![\w]))\)?)/;

/** A text that breaks between words, but neither within `200–399` nor between a number and its unit. */
export const Unbroken = ({ text }: { text: string }) =>
  text.split(TOGETHER).map((part, index) =>
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name, and never move
      <Fragment key={index}>{part}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <span key={index} className="whitespace-nowrap">
        {part}
      </span>
    ),
  );
