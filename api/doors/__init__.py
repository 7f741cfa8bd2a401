"""The doors (入口): complaints as other platforms, tables and clients write them, brought into our own form."""
