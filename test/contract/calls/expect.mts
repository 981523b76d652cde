/** jest's own `expect`, under a name that modules outside *.test files can import. */
export const { expect } = globalThis as unknown as { expect: jest.Expect };
