import type { Engine } from '../engine.ts'
import mariadb from './mariadb.ts'

/** Speaks the same protocol and is reset the same way; the server is another one. */
const mysql: Engine = { ...mariadb, family: 'mysql', image: (version) => `mysql:${version}` }

export default mysql
