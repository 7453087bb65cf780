/** When pg_restore makes a thing: with what holds rows, as rows, or when those are there. */
export type Section = 'none' | 'pre-data' | 'data' | 'post-data'

/**
 * One thing of an archive that is yet to be written. Texts are the bytes of the dump, decoded as latin1.
 */
export interface NewEntry {
  readonly kind: string
  readonly tag: string
  readonly section: Section
  readonly namespace: string
  /** Empty where pg_dump says nothing of it; undefined: it has none. */
  readonly owner: string | undefined
  readonly tablespace?: string
  readonly accessMethod?: string
  /** Without the last line end. */
  readonly definition: string
  /** What `pg_restore --clean` does away with it by. */
  readonly drop: string
  readonly copy: string
  /** It has data: rows of this place (see {@link placeOf}), or large objects. */
  readonly data: string | undefined
  /** What its statement names, by the role it has there; schema and name with a dot between, no quotes. */
  readonly names: Readonly<Record<string, string>>
}

/** The data of large objects; no place of rows is called so. */
export const largeObjectsPlace = 'large objects'
