"""In: a Dispatch in German. Out: its Reading, layer by layer in the order of LAYERS."""
