# Gridcase 网格案. `make` alone says what there is.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
UV := uv==0.13.9
say = printf '\033[1m==>\033[0m %s\n'

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## 显示本页 show this page
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.PHONY: setup
setup: $(READY) ## 安装所需的一切(只在 .venv/ 中) install everything into .venv/
	@:

$(PY):
	@python=$$(for name in python3.13 python3.12 python3.11 python3; do \
	  if "$$name" -c 'import ensurepip, sys, venv; assert sys.version_info >= (3, 11)' 2>/dev/null; then echo "$$name"; break; fi; done); \
	if [ -z "$$python" ]; then \
	  $(say) "找不到可用的 Python 3.11 以上版本(须带 venv 模块)。Debian、Ubuntu 上请先运行:apt-get install python3 python3-venv"; \
	  $(say) "No Python 3.11 or later with the venv module was found. On Debian or Ubuntu first run: apt-get install python3 python3-venv"; \
	  exit 1; fi; \
	$(say) "用 $$python 建立虚拟环境 $(VENV)/ (making the virtual environment)"; \
	"$$python" -m venv --clear $(VENV)

$(READY): requirements.lock pyproject.toml | $(PY)
	@all=$$(grep -cE '^[a-z].*==' requirements.lock); \
	$(say) "安装 $$all 个依赖包,核对校验值,约一分钟 (installing dependencies, checking every hash; about a minute)"; \
	$(PY) -m pip install --require-hashes --progress-bar off -r requirements.lock 2>&1 | tee $(VENV)/install.log \
	  | awk -v all="$$all" '/^Collecting / && ++n % 20 == 0 {printf "    %d/%d\n", n, all; fflush()}' \
	  || { tail -n 15 $(VENV)/install.log; $(say) "安装失败;完整日志:$(VENV)/install.log。多为网络原因,可再运行一次 (installing failed, often the network: try again)"; exit 1; }
	@$(say) "安装网格案本身 (installing Gridcase itself)"
	@$(PY) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: engine
engine: $(READY) ## 查找或编译 Temporal 引擎 find the Temporal engine, or build it
	@$(say) "准备 Temporal 引擎;首次编译约五分钟 (the Temporal engine: the first build takes about five minutes)"
	@$(PY) -c 'import engine; engine.find(None, print)'

.PHONY: fonts
fonts: $(READY) ## 取得制作文书所用的字体 fetch the fonts that documents are set in
	@$(PY) -c 'from papers import fonts; fonts.find(print)'

.PHONY: browser
browser: $(READY) ## 查找或取得测试用的浏览器 find the browser that the tests drive, or fetch one
	@$(say) "准备测试用的浏览器;首次取得约一分钟 (the browser of the tests: fetching it takes about a minute)"
	@$(PY) -u -m tools.browser

.PHONY: run
run: $(READY) ## 启动引擎、工作进程和接口 start engine, worker and API; Ctrl-C stops them
	@$(MAKE) fonts || $(say) "没有字体时不能制作 PDF 文书,其余照常 (without the fonts there are no PDF documents; all else works)"
	@exec $(VENV)/bin/gridcase up

.PHONY: test
test: engine fonts browser ## 运行全部测试 run the whole test suite, on every core up to four
	@$(say) "运行测试 (running the tests)"
	@$(PY) -m pytest -n auto --maxprocesses 4 --dist worksteal

.PHONY: check
check: $(READY) ## 检查写法和类型 lint, format and types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

.PHONY: docs
docs: $(READY) ## 按代码更新术语表和拒绝代码表 write the tables of docs/ off the code
	@$(PY) -m tools.pages
	@$(PY) -m tools.write_procedures

.PHONY: statute-lock
statute-lock: $(READY) ## 把新条文加入 law/statute.lock.toml add new provisions to the statute's lock
	@$(PY) -m tools.statute_lock

.PHONY: samples
samples: $(READY) ## 为新的行为和字段添加样本 add samples of new acts and fields
	@$(PY) -m tools.samples

.PHONY: fingerprints
fingerprints: $(READY) ## 更新工作流命令基线(先读 tests/structure/test_fingerprints.py) renew the baseline of workflow commands
	@$(PY) -m tools.fingerprints

.PHONY: pictures
pictures: engine browser ## 重新拍摄 docs/pictures/ 中的工作台图片 take the pictures of the console in docs/pictures/
	@$(PY) -m tests.web.pictures

.PHONY: history
history: engine ## 录制一份黄金历史 record a golden history: make history STORY=<name>
	@$(if $(STORY),,$(say) "用法:make history STORY=<名称>,名称见 tests/replay/recording.py (name a story)"; exit 2)
	@$(PY) -m tests.replay.recording $(STORY)

.PHONY: bench
bench: engine ## 性能测量 measure a case's life and the cost of a standing (POSTGRES=url adds DBOS)
	@$(PY) -m bench.standing
	@$(PY) -m bench.law
	@$(PY) -m bench.lifecycle $(if $(POSTGRES),--postgres $(POSTGRES))

.PHONY: chaos
chaos: engine ## 随机终止各进程并核对 kill worker, API and engine, then check (KILLS=n, MINUTES=m, SEED=s, POSTGRES=1)
	@$(PY) -m bench.chaos --kills $(or $(KILLS),60) --minutes $(or $(MINUTES),10) --seed $(or $(SEED),1) $(if $(POSTGRES),--postgres)

.PHONY: lock
lock: | $(PY) ## 重新锁定依赖 pin the dependencies anew (UPGRADE=1: the newest ones)
	@$(say) "安装 $(UV) (for this target only)"
	@$(PY) -m pip install --quiet --target $(VENV)/lock --upgrade $(UV)
	@$(say) "计算 Python 3.11 以上各平台的依赖 (resolving for every platform)"
	@$(VENV)/lock/bin/uv pip compile --quiet pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
	  $(if $(UPGRADE),--upgrade) --output-file requirements.lock
	@$(VENV)/lock/bin/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --constraint requirements.lock \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command 'make lock' \
	  --output-file deploy/requirements.lock
	@$(say) "已写入 requirements.lock;运行 make setup 以安装 (written)"
