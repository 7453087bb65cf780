import { describe, expect, it } from 'vitest'
import { serverIdentity } from './mariadb-binaries.ts'

describe('telling MariaDB and MySQL apart', () => {
  it.each([
    [
      'mariadbd  Ver 10.11.19-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64 (Debian 12)',
      'mariadb',
      '10.11.19',
    ],
    ['/usr/sbin/mysqld  Ver 11.8.2-MariaDB for Linux on x86_64', 'mariadb', '11.8.2'],
    [
      '/usr/sbin/mysqld  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)',
      'mysql',
      '8.0.36',
    ],
  ])('%s', (text, family, version) => expect(serverIdentity(text)).toEqual({ family, version }))
})
