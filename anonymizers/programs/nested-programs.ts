import type { Program } from './program.ts'
import type { CanonicalForm } from './subject.ts'

/** Reaches into a nested format and leaves every byte outside the named parts as it is. */
export interface WalkProgram {
  readonly op: 'walk'
  readonly format: 'json' | 'php' | 'xml'
  readonly paths: readonly { readonly path: readonly PathStep[]; readonly program: Program }[]
  /** A string or number that no path names: `keep` lets it pass, `stop` ends the run. */
  readonly otherPaths: 'keep' | 'stop'
  /** Lists whose elements are a person each. */
  readonly lists?: readonly ListPersons[]
}

/** A list in a nested format, or a whole document, and what names the person that an element of it is about. */
export interface ListPersons {
  /** Not the same for two lists of one column. */
  readonly id: string
  /** To any element: it ends in `each`; of a document its root. */
  readonly path: readonly PathStep[]
  /**
   * The first of these that the element has. Paths start at the element; the values of several are one
   * name with a space between. `domain` and `canonical` are those of the value's own subject, so that
   * the persona is the one that the value has elsewhere.
   */
  readonly by: readonly {
    readonly domain: string
    readonly canonical: CanonicalForm
    readonly paths: readonly (readonly PathStep[])[]
  }[]
}

/** A member by name, every element of a list, or every member of an object. */
export type PathStep = { readonly member: string } | 'each' | 'every-member'
