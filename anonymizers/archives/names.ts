/** Words that PostgreSQL takes for a name only in quotes (documentation, appendix C, "reserved"). */
const reserved = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint
  create current_catalog current_date current_role current_time current_timestamp current_user default
  deferrable desc distinct do else end except false fetch for foreign from grant group having in initially
  intersect into lateral leading limit localtime localtimestamp none not null offset on only or order
  placing primary references returning select session_user some symmetric system_user table then
  to trailing true union unique user using variadic when where window with`.split(/\s+/),
)

/** A name as SQL writes it, in quotes only where it must be. */
export const written = (identifier: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(identifier) && !reserved.has(identifier)
    ? identifier
    : `"${identifier.replaceAll('"', '""')}"`
