/** The names of a key: several that share what is said about them stand in one, with commas. */
export const listed = (key: string): string[] =>
  key
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
