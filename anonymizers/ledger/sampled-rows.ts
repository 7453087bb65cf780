/** Of a table so many rows are all looked at, and of those behind them some of each part. */
const first = 8192
const part = 16_384
const ofPart = 256

/** Whether a row is among those that are held against their own values; by its number in the table, from 0. */
export const isSampled = (row: number): boolean => row < first || row % part < ofPart

/** Whether any of so many rows from `row` on is. */
export const hasSampled = (row: number, rows: number): boolean =>
  isSampled(row) || (row % part) + rows > part
