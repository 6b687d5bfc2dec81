from carecompanion.main import main

raise SystemExit(main())
