import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';

import type { ApiProblem } from '@/shared/api/problem';
import { draw } from '@/shared/testing';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { useAttachAll } from './useAttachAll';

function Page({ files }: { files: File[] }) {
  const [attachAll] = useAttachAll();
  const [problem, setProblem] = useState<ApiProblem>();
  return (
    <>
      <button type="button" onClick={() => void attachAll('incidents', 'INC0000001', files).then(setProblem)}>
        attach
      </button>
      <ErrorAlert error={problem} />
    </>
  );
}

it('sends no file that is too large to be taken', async () => {
  const large = new File(['x'], 'dump.bin');
  Object.defineProperty(large, 'size', { value: 10 * 1024 * 1024 + 1 });
  const { calls } = draw(<Page files={[large]} />, { answer: () => undefined });
  await userEvent.click(await screen.findByRole('button'));
  expect(await screen.findByText('dump.bin：サイズが大きすぎます（10 MB以内）。')).toBeVisible();
  expect(calls.some(({ method }) => method === 'POST')).toBe(false);
});

it('goes on after a file that is refused, and names it', async () => {
  const files = ['first.png', 'tool.exe', 'last.png'].map((name) => new File(['x'], name));
  const uploaded: string[] = [];
  draw(<Page files={files} />, {
    answer: ({ method, body }) => {
      if (method !== 'POST') {
        return undefined;
      }
      const { name } = (body as FormData).get('file') as File;
      if (name === 'tool.exe') {
        return { status: 415, body: { error: { message: 'この種類のファイルは添付できません。' } } };
      }
      uploaded.push(name);
      return { body: { data: { id: name, file_name: name } } };
    },
  });
  await userEvent.click(await screen.findByRole('button'));
  expect(await screen.findByText('tool.exe：この種類のファイルは添付できません。')).toBeVisible();
  expect(uploaded).toEqual(['first.png', 'last.png']);
  expect(screen.queryByText(/last\.png/)).toBeNull();
});
