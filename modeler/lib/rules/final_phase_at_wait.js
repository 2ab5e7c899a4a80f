'use strict';

module.exports = require('../rules').ruleOf('final_phase_at_wait');
