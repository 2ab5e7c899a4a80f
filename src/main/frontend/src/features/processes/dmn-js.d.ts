/** What the portal uses of dmn-js, which brings no types. */
declare module 'dmn-js/lib/Modeler' {
  interface View {
    type: string;
    element: { id?: string };
  }
  interface Options {
    additionalModules: object[];
  }
  interface Editor {
    on: (event: string, listener: () => void) => void;
  }
  export default class Modeler {
    constructor(options: { container: HTMLElement; decisionTable: Options; literalExpression: Options });
    importXML(xml: string): Promise<unknown>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    getViews(): View[];
    open(view: View): Promise<unknown>;
    getActiveViewer(): Editor | undefined;
    destroy(): void;
  }
}
