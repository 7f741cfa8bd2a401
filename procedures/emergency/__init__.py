"""An environmental emergency (突发环境事件), from the first word of it to the archive; `steps.py` first."""
