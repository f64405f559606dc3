foilint deadline --no-config --received 2025-05-16 --disregard moon=2025-07-01..2025-07-02
