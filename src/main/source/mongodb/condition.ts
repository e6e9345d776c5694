import type { Document } from 'mongodb';
import type { MongodbCondition, MongodbTest } from '../../core/port/feeds.js';

/** A condition as a filter, which an index can serve. */
export const filterOf = (condition: MongodbCondition): Document =>
  condition.length === 0 ? {} : { $and: condition.map(({ field, test }) => ({ [field]: filterOfTest(test) })) };

const filterOfTest = (test: MongodbTest): Document => {
  switch (test.kind) {
    case 'one-of':
      return { $in: test.values };
    case 'within':
      return {
        $type: 'number',
        ...(test.atLeast === null ? {} : { $gte: test.atLeast }),
        ...(test.atMost === null ? {} : { $lte: test.atMost }),
      };
    case 'there':
      return { $exists: test.isThere };
  }
};

/** The same as an expression, for what is told apart within one pass. A text of the configuration never becomes code: it is a literal. */
export const expressionOf = (condition: MongodbCondition): Document | true =>
  condition.length === 0 ? true : { $and: condition.map(({ field, test }) => expressionOfTest(`$${field}`, test)) };

const expressionOfTest = (path: string, test: MongodbTest): Document => {
  switch (test.kind) {
    case 'one-of':
      return { $in: [path, test.values.map((value) => ({ $literal: value }))] };
    case 'within':
      return {
        $and: [
          isNumber(path),
          ...(test.atLeast === null ? [] : [{ $gte: [path, test.atLeast] }]),
          ...(test.atMost === null ? [] : [{ $lte: [path, test.atMost] }]),
        ],
      };
    case 'there':
      return { [test.isThere ? '$ne' : '$eq']: [{ $type: path }, 'missing'] };
  }
};

/** A number from 0: a counter cannot fall, and no measurement of ours is below. */
export const isAmount = (field: string): Document => ({ $and: [isNumber(`$${field}`), { $gte: [`$${field}`, 0] }] });

const isNumber = (path: string): Document => ({ $isNumber: path });
