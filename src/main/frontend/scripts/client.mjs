/** Packs the client for TypeScript and JavaScript into nagare-client.tgz, which npm installs as any package. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../client/', import.meta.url));
const target = process.env.CLIENT ?? fileURLToPath(new URL('../../../../target/typescript-client/', import.meta.url));
const folder = join(target, 'package');
const shell = process.platform === 'win32';

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
execFileSync('npx', ['tsc', '-p', source, '--outDir', folder], { stdio: 'inherit', shell });
for (const file of ['package.json', 'schema.d.ts']) {
  copyFileSync(join(source, file), join(folder, file));
}
const packed = execFileSync('npm', ['pack', folder, '--silent', '--pack-destination', target], {
  encoding: 'utf8',
  shell,
});
renameSync(join(target, packed.trim().split('\n').pop()), join(target, 'nagare-client.tgz'));
