foilint deadline --no-config --received 2025-07-01 --authority-kind school --disregard closed=2025-07-22..2025-09-02
